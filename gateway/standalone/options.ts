import { parseArgs } from 'node:util';
import { HubError } from '#kit/errors/hub-error.ts';

/** A gateway alone, over any supergraph: no identity, no policy. */
export interface StandaloneOptions {
  readonly supergraph: string;
  readonly port: number;
  readonly host: string;
}

/** The gateway of a hub whose subgraphs are processes of their own. */
export interface SplitOptions {
  /** The hub's settings file. */
  readonly config: string;
  /** Where each subgraph answers, by name. */
  readonly subgraphs: Readonly<Record<string, string>>;
}

export type GatewayOptions = StandaloneOptions | SplitOptions;

export const usage = `Usage: node gateway/main.ts --config FILE --subgraph NAME=URL …
       node gateway/main.ts --supergraph FILE --port N [--host ADDRESS]

With --config: the gateway of a hub whose six subgraphs are processes of their own (node subgraphs/NAME/main.ts), with the
identity, purposes, limits and access of the hub's settings. It listens where they say.

  --config FILE         the hub's settings
  --subgraph NAME=URL   where a subgraph answers; once for each of the six

With --supergraph: alone, against the subgraphs at the URLs that a composed supergraph names.
There is no identity and no policy in it: for audits and benchmarks, never for real data.

  --supergraph FILE     the supergraph, as a federation composition prints it
  --port N              where to listen; 0 takes any free port
  --host ADDRESS        default 127.0.0.1, which only this machine reaches

  --help                this text
`;

/** Reads the command line. Throws a HubError (`CONFIG`) that says what to write instead. */
export function parseOptions(args: readonly string[]): GatewayOptions | 'help' {
  const { supergraph, port, host = '127.0.0.1', config, subgraph = [], help } = parse(args);
  if (help) return 'help';
  if (config !== undefined) {
    if (supergraph !== undefined || port !== undefined)
      throw new HubError('CONFIG', '--config says where to listen and what for: leave --supergraph and --port out.');
    return { config, subgraphs: Object.fromEntries(subgraph.map(nameAndUrl)) };
  }
  if (!supergraph) throw new HubError('CONFIG', '--supergraph is missing: name the file of the composed supergraph.');
  if (!port) throw new HubError('CONFIG', '--port is missing: give a port, as in --port 4000.');
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new HubError('CONFIG', `--port must be a number from 0 to 65535, not "${port}".`);
  return { supergraph, port: Number(port), host };
}

function nameAndUrl(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1)
    throw new HubError('CONFIG', `--subgraph must be NAME=URL, as in archive=http://127.0.0.1:4005, not "${text}".`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        supergraph: { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string' },
        config: { type: 'string' },
        subgraph: { type: 'string', multiple: true },
        help: { type: 'boolean' },
      },
    });
    return values;
  } catch (cause) {
    throw new HubError('CONFIG', `${cause instanceof Error ? cause.message : String(cause)}. See --help.`, { cause });
  }
}

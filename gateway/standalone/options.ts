import { parseArgs } from 'node:util';
import { HubError } from '#kit/errors/hub-error.ts';

export interface StandaloneOptions {
  readonly supergraph: string;
  readonly port: number;
  readonly host: string;
}

export const usage = `Usage: node gateway/main.ts --supergraph FILE --port N [--host ADDRESS]

Runs the gateway alone, against the subgraphs at the URLs that a composed supergraph names.
There is no identity and no policy in it: for audits and benchmarks, never for real data.

  --supergraph FILE  the supergraph, as a federation composition prints it
  --port N           where to listen; 0 takes any free port
  --host ADDRESS     default 127.0.0.1, which only this machine reaches
  --help             this text
`;

/** Reads the command line. Throws a HubError (`CONFIG`) that says what to write instead. */
export function parseOptions(args: readonly string[]): StandaloneOptions | 'help' {
  const { supergraph, port, host = '127.0.0.1', help } = parse(args);
  if (help) return 'help';
  if (!supergraph) throw new HubError('CONFIG', '--supergraph is missing: name the file of the composed supergraph.');
  if (!port) throw new HubError('CONFIG', '--port is missing: give a port, as in --port 4000.');
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new HubError('CONFIG', `--port must be a number from 0 to 65535, not "${port}".`);
  return { supergraph, port: Number(port), host };
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        supergraph: { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
    return values;
  } catch (cause) {
    throw new HubError('CONFIG', `${cause instanceof Error ? cause.message : String(cause)}. See --help.`, { cause });
  }
}

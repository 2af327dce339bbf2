import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { HubError } from '#kit/errors/hub-error.ts';
import { openDemoDatabases } from '../demo/demo-databases.ts';
import { defaultDataFolder } from '../demo/demo-folder.ts';
import { exitCodes } from '../exit.ts';
import { configFileOf } from '../hub-target.ts';
import { builtPortal } from '../portal.ts';
import { print } from '../print.ts';

interface StartOptions {
  readonly config?: string;
  readonly demo?: boolean;
  readonly once?: boolean;
  readonly story: boolean;
  readonly data: string;
  readonly port: string;
  readonly withCounty?: boolean;
  readonly withPrivateSchool?: boolean;
}

export function addStart(program: Command): void {
  program
    .command('start')
    .description('start the hub of a settings file; or the demo’s two hubs, and tell of one child’s change of school')
    .option('--config <file>', 'the settings of the hub, such as `oppvekst init` writes (or OPPVEKST_CONFIG)')
    .option('--demo', 'two municipalities with synthetic people, each with its own database, keys and event log')
    .option('--once', 'stop after the story and exit with 0; run again, it tells of another child')
    .option('--no-story', 'start without moving a child')
    .option('--with-county', 'also a county, Innlandet, where Ringsaker’s tenth-graders have been admitted')
    .option('--with-private-school', 'also a private school, Furuberget, that takes children from Ringsaker')
    .option(
      '--port <number>',
      'Ringsaker’s port; Sarpsborg’s is 100 higher, the county’s 200, the private school’s 300',
      '4000',
    )
    .option('--data <folder>', 'where the demo keeps its data', defaultDataFolder())
    .action(async (options: StartOptions) => {
      const config = configFileOf(options);
      if (options.demo && options.config) throw new HubError('BAD_INPUT', 'Give --demo or --config, not both.');
      if (!options.demo && config) {
        const { startFromConfig } = await import('../start-from-config.ts');
        await startFromConfig(config, stopSignal());
      }
      if (!options.demo)
        throw new HubError('BAD_INPUT', 'Say what to start: --config hub.yaml (made by `oppvekst init`), or --demo.');
      const port = Number(options.port);
      if (!Number.isInteger(port) || port < 1 || port > 65_235)
        throw new HubError('BAD_INPUT', `"${options.port}" is not a port. Give a number from 1 to 65235.`);
      await startAndTell(options, port);
    });
}

async function startAndTell(options: StartOptions, port: number): Promise<void> {
  const further = [
    ...(options.withCounty ? (['innlandet'] as const) : []),
    ...(options.withPrivateSchool ? (['furuberget'] as const) : []),
  ];
  const databases = openDemoDatabases(options.data, further);
  const portal = builtPortal();
  const { startDemo } = await import('../demo/start-demo.ts');
  const stopped = stopSignal();
  const { portsFrom } = await import('../demo/prepare-demo.ts');
  const ports = portsFrom(port);
  const demo = await startDemo({ dataFolder: options.data, ports, further, databases, portal, onStep: print });
  packBeside();
  try {
    if (options.story) {
      const { tellStory } = await import('../demo/story/tell-story.ts');
      await Promise.race([tellStory(demo, print), stopped]);
    }
    if (!options.once) {
      const { describeDemo } = await import('../demo/describe-demo.ts');
      for (const line of describeDemo(demo, options.data)) print(line);
      await stopped;
      print('\nStopping: no new requests, then what is under way, then the databases.');
    }
  } finally {
    await demo.stop();
  }
  process.exit(exitCodes.fine);
}

/** Packs the program for the next start, in a process of its own that ends by itself; nothing waits for it or needs it. */
function packBeside(): void {
  const script = new URL('../packed/pack.ts', import.meta.url);
  spawn(process.execPath, [fileURLToPath(script)], { stdio: 'ignore' })
    .on('error', () => undefined)
    .unref();
}

/** Resolves at the first Ctrl-C or SIGTERM; a second one ends at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const stop = () => {
      if (asked) process.exit(130);
      asked = true;
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DemoHubName } from '#cli/demo/demo-folder.ts';
import { allSubgraphs } from '#gateway/hub/subgraphs.ts';
import { type HubProcess, startHubProcess } from './hub-process.ts';
import type { Surroundings } from './surroundings.ts';

/** A hub whose six subgraphs and gateway are seven processes. */
export interface SplitHub {
  /** Where each subgraph answers. */
  readonly subgraphs: Readonly<Record<string, string>>;
  /** The settings file that all of them have. */
  readonly config: string;
  stop(): Promise<void>;
}

export async function startSplitHub(around: Surroundings, name: DemoHubName): Promise<SplitHub> {
  const config = join(around.dataFolder, `${name}.json`);
  await writeFile(config, JSON.stringify(around.settings[name]));
  const environment = { TEST_CLOCK_AHEAD: String(around.clock.now().getTime() - Date.now()) };
  const started: HubProcess[] = [];
  const stop = async () => {
    for (const one of started.splice(0).reverse()) await one.stop();
  };
  const start = async (program: string, args: readonly string[], more: Readonly<Record<string, string>> = {}) => {
    const one = await startHubProcess(program, args, { ...environment, ...more });
    started.push(one);
    return one.url;
  };
  try {
    const subgraphs: Record<string, string> = {};
    for (const subgraph of allSubgraphs) {
      // Each is told where those before it answer: all need school-administration, and data-sharing is the last.
      const before = Object.entries(subgraphs).map(([one, url]) => [
        `${one.toUpperCase().replaceAll('-', '_')}_URL`,
        url,
      ]);
      subgraphs[subgraph.name] = await start(`subgraphs/${subgraph.name}/main.ts`, [], {
        OPPVEKST_CONFIG: config,
        PORT: '0',
        ...Object.fromEntries(before),
      });
    }
    const named = Object.entries(subgraphs).flatMap(([subgraph, url]) => ['--subgraph', `${subgraph}=${url}`]);
    await start('gateway/main.ts', ['--config', config, ...named]);
    return { subgraphs, config, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

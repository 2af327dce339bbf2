import { type DemoHubName, municipalHubs, ofHub } from '#cli/demo/demo-folder.ts';
import { loadHub } from '#cli/demo/load-hub.ts';
import { sourcesOf } from '#cli/demo/prepare-demo.ts';
import { type Hub, startHub } from '#gateway/hub/start-hub.ts';
import { createLog } from '#kit/log/log.ts';
import { openSurroundings, type Surroundings, type SurroundingsOptions } from './surroundings.ts';

export interface RunningHubs extends Surroundings {
  hub(name: DemoHubName): Hub;
  stop(): Promise<void>;
}

export interface LogOption {
  /** Takes every line that the hubs log, to the last detail; nothing is logged when not given. */
  readonly onLog?: (line: string) => void;
}

/**
 * Ringsaker, where children come from, and Sarpsborg, where they go, and further hubs where a journey has them: whole hubs with real
 * databases, the demo's data for the children who move, and Folkeregisteret and Feide over HTTP. A folder that is loaded already is gone
 * on with.
 */
export async function startHubs(options: SurroundingsOptions & LogOption): Promise<RunningHubs> {
  const around = await openSurroundings(options);
  const { onLog } = options;
  const log = onLog ? { log: createLog({ level: 'debug', destination: { write: onLog } }) } : {};
  const hubs = new Map<DemoHubName, Hub>();
  const stop = async () => {
    for (const hub of hubs.values()) await hub.stop();
    await around.close();
  };
  try {
    for (const name of [...municipalHubs, ...(options.further ?? [])]) {
      const load = (hub: Hub) =>
        loadHub(
          hub,
          sourcesOf(around.dataFolder, name),
          (subject) => around.tokenOf(name, subject),
          () => undefined,
        );
      const { portal } = options;
      const settings = ofHub(around.settings, name);
      hubs.set(
        name,
        await startHub({ settings, now: around.clock.now, prepare: load, ...(portal ? { portal } : {}), ...log }),
      );
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ...around,
    hub(name) {
      const found = hubs.get(name);
      if (!found) throw new Error(`${name} does not run`);
      return found;
    },
    stop,
  };
}

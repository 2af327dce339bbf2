import { dirname } from 'node:path';
import type { Command } from 'commander';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { type DemoHubName, defaultDataFolder, readHubName } from './demo/demo-folder.ts';

/** Which hub a command is for: one of its own settings, or one of the demo’s. */
export type HubTarget =
  | { readonly kind: 'own'; readonly settings: HubSettings }
  | { readonly kind: 'demo'; readonly dataFolder: string; readonly name: DemoHubName };

export interface TargetOptions {
  readonly config?: string;
  readonly hub?: string;
  readonly data: string;
}

/** The options by which a command is told which hub it is for. */
export const addTargetOptions = (command: Command): Command =>
  command
    .option('--config <file>', 'the settings of the hub (or OPPVEKST_CONFIG)')
    .option('--hub <name>', 'a hub of the demo: ringsaker, sarpsborg, innlandet or furuberget')
    .option('--data <folder>', 'the demo’s folder', defaultDataFolder());

/** The file that the options or the environment name. */
export const configFileOf = (options: { readonly config?: string; readonly hub?: string }): string | undefined =>
  options.config ?? (options.hub === undefined ? process.env.OPPVEKST_CONFIG : undefined);

/** The same, for a command that is about a settings file. */
export function requireConfig(options: { readonly config?: string }): string {
  const file = configFileOf(options);
  if (!file) throw new HubError('BAD_INPUT', 'Say which hub: --config hub.yaml.');
  return file;
}

/** Whether the options say which hub; without, a command takes the demo's Ringsaker, or needs none. */
export const namesHub = (options: TargetOptions): boolean =>
  options.hub !== undefined || configFileOf(options) !== undefined;

export async function readTarget(options: TargetOptions): Promise<HubTarget> {
  if (options.config !== undefined && options.hub !== undefined)
    throw new HubError('BAD_INPUT', 'Give --config for a hub of your own, or --hub for one of the demo, not both.');
  const file = configFileOf(options);
  if (file !== undefined) return { kind: 'own', settings: await readConfig(file) };
  return { kind: 'demo', dataFolder: options.data, name: readHubName(options.hub ?? 'ringsaker') };
}

/** A hub's settings, with those of every subgraph checked. */
export async function readConfig(file: string): Promise<HubSettings> {
  const [{ readHubSettings }, { subgraphSettings }] = await Promise.all([
    import('#kit/config/read-hub-settings.ts'),
    import('#gateway/hub/subgraphs.ts'),
  ]);
  return readHubSettings({ file, environment: process.env, subgraphs: subgraphSettings });
}

/** The folder with the control socket of a hub that has settings of its own. */
export const stateFolderOf = ({ stateFolder, keysFolder }: HubSettings): string => stateFolder ?? dirname(keysFolder);

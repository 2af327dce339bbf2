import { subgraphSettings } from '#gateway/hub/subgraphs.ts';
import type { HubSettings, HubSettingsInput } from '#kit/config/hub-settings.ts';
import { readHubSettings } from '#kit/config/read-hub-settings.ts';
import { secretsToCome } from './secrets-to-come.ts';

/** Reads settings that `init` has just written as the start will read them, with something in the place of what the environment gives then. */
export function readNewConfig(file: string, config: HubSettingsInput): HubSettings {
  const missing = secretsToCome(config).filter(({ name }) => process.env[`${name}_FILE`] === undefined);
  const environment = {
    ...Object.fromEntries(missing.map(({ name, placeholder }) => [name, placeholder])),
    ...process.env,
  };
  return readHubSettings({ file, environment, subgraphs: subgraphSettings });
}

import { subgraphSettings } from '#gateway/hub/subgraphs.ts';
import type { HubSettings, HubSettingsInput } from '#kit/config/hub-settings.ts';
import { readHubSettings } from '#kit/config/read-hub-settings.ts';

/** In the place of an address that the environment gives first when the hub is started. */
const laterUrl = { OPPVEKST_DATABASE__URL: 'postgres://given-at-start/' };

/** Reads settings that `init` has just written as the start will read them. */
export function readNewConfig(file: string, { database }: HubSettingsInput): HubSettings {
  const isLater = database.kind === 'postgres' && (database.url as string | undefined) === undefined;
  const isFromFile = process.env.OPPVEKST_DATABASE__URL_FILE !== undefined;
  const environment = { ...(isLater && !isFromFile ? laterUrl : {}), ...process.env };
  return readHubSettings({ file, environment, subgraphs: subgraphSettings });
}

import { type Hub, startHub } from '#gateway/hub/start-hub.ts';
import { hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { readSettings } from '#kit/config/read-settings.ts';
import { type DemoHubName, ofHub } from './demo-folder.ts';
import { demoSettings, nowhere, portsFrom } from './prepare-demo.ts';
import { readManifest } from './read-manifest.ts';

/** A demo hub's database and subgraphs for one command, while no hub runs. */
export async function openHubOffline(dataFolder: string, hub: DemoHubName): Promise<Hub> {
  const settings = await demoSettings(dataFolder, readManifest(dataFolder), portsFrom(4000), nowhere);
  return startHub({
    settings: readSettings(hubSettingsSchema, ofHub(settings, hub), `the demo in ${dataFolder}`),
    offline: true,
  });
}

// One hub in a process of its own, as `oppvekst start` runs it. Prints its address.
import { readFileSync } from 'node:fs';
import { startHub } from '#gateway/hub/start-hub.ts';
import { hubSettingsSchema } from '#kit/config/hub-settings.ts';

const [settingsFile] = process.argv.slice(2);
if (!settingsFile) throw new Error('give the settings file');
const hub = await startHub({ settings: hubSettingsSchema.parse(JSON.parse(readFileSync(settingsFile, 'utf8'))) });
process.stdout.write(`READY ${hub.url}\n`);
process.once('SIGTERM', () => void hub.stop().then(() => process.exit(0)));

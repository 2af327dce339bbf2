import { join } from 'node:path';
import { hubFolderOf } from './demo/demo-folder.ts';
import type { HubTarget } from './hub-target.ts';

/** Where a hub's keys lie. */
export const keysFolderOf = (target: HubTarget): string =>
  target.kind === 'own' ? target.settings.keysFolder : join(hubFolderOf(target.dataFolder, target.name), 'keys');

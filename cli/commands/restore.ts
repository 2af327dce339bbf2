import { resolve } from 'node:path';
import type { Command } from 'commander';
import { HubError } from '#kit/errors/hub-error.ts';
import { configFileOf, readConfig } from '../hub-target.ts';
import { print, progressLine } from '../print.ts';

interface RestoreOptions {
  readonly config?: string;
  readonly keys?: string;
  readonly replace?: boolean;
}

export function addRestore(program: Command): void {
  program
    .command('restore <folder>')
    .description('put a backup into the database of a hub that does not run: all of it or nothing')
    .option('--config <file>', 'the settings of the hub (or OPPVEKST_CONFIG)')
    .option('--keys <folder>', 'the backup’s other half, the children’s keys')
    .option('--replace', 'take the place of what the database holds; a copy of that is made first')
    .addHelpText(
      'after',
      '\nWhat the ledgers in the stateFolder say was erased since is erased again, and marks of protection that were set since are set again.\nWhat peers have sent since the backup must be sent again: tell them.',
    )
    .action(async (folder: string, options: RestoreOptions) => {
      const file = configFileOf(options);
      if (!file) throw new HubError('BAD_INPUT', 'Say which hub: --config hub.yaml.');
      const settings = await readConfig(file);
      const { restoreHub, usualKeysFolder } = await import('../restore.ts');
      const keysFolder = options.keys === undefined ? usualKeysFolder(resolve(folder)) : resolve(options.keys);
      const progress = progressLine('Restoring');
      const { manifest, safetyCopy } = await restoreHub({
        settings,
        folder: resolve(folder),
        keysFolder,
        replace: options.replace === true,
        onProgress: progress.update,
      }).finally(progress.end);
      print(`The database is as it was at ${manifest.madeAt}, with what the ledgers say since.`);
      if (safetyCopy) print(`What it held before lies in ${safetyCopy}.`);
      if (!keysFolder) print('The children’s keys were not restored: what lies sealed under them cannot be read.');
    });
}

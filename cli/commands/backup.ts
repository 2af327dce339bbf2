import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { BackupManifest } from '#kit/backup/backup-format.ts';
import { addTargetOptions, readTarget, type TargetOptions } from '../hub-target.ts';
import { print, printJson, progressLine } from '../print.ts';
import { runOnHub } from '../run-on-hub.ts';

interface BackupOptions extends TargetOptions {
  readonly to: string;
  readonly keysTo?: string;
  readonly json?: boolean;
}

export function addBackup(program: Command): void {
  addTargetOptions(program.command('backup'))
    .description('write a backup of one moment, while the hub runs or when it does not')
    .requiredOption('--to <folder>', 'a new folder for the database’s half')
    .option('--keys-to <folder>', 'a new folder, in another place, for the wrapped keys of the children')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Sealed under the hub's own keys: keep a copy of the keys folder elsewhere, or no backup can be read.
The children's keys lie apart, so that erasing a key erases what it sealed in every backup. Copy the stateFolder too: its ledgers say what
was erased and who is protected since, and a restore reads them.`,
    )
    .action(async ({ to, keysTo, json, ...options }: BackupOptions) => {
      const progress = progressLine('Writing');
      const input = { folder: resolve(to), keysFolder: keysTo === undefined ? null : resolve(keysTo) };
      const manifest = (await runOnHub(await readTarget(options), 'backup', input, progress.update).finally(
        progress.end,
      )) as BackupManifest;
      if (json) return printJson(manifest);
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      print(
        `${to}: ${rows} rows of ${manifest.tables.length} tables, as they were at ${manifest.madeAt}. SHA-256 ${manifest.sha256}`,
      );
      print(
        keysTo
          ? `${keysTo}: the children's keys.`
          : 'Without --keys-to: what lies sealed under the children’s keys cannot be read after a restore.',
      );
    });
}

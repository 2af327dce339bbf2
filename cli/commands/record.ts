import { resolve } from 'node:path';
import type { Command } from 'commander';
import { languages } from '#contracts/languages.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { configFileOf, readConfig } from '../hub-target.ts';
import { print } from '../print.ts';

interface RecordCommandOptions {
  readonly config?: string;
  readonly to: string;
  readonly language: string;
}

export function addRecord(program: Command): void {
  program
    .command('record')
    .description('write the record of processing activities (GDPR art. 30) and the notices to families (art. 13, 14)')
    .option('--config <file>', 'the settings of the hub (or OPPVEKST_CONFIG)')
    .requiredOption(
      '--to <folder>',
      'where record.json, record.csv, record.html and notice-<language>.html are written',
    )
    .option('--language <language>', `of the record: ${languages.join(', ')}`, 'nb')
    .action(async (options: RecordCommandOptions) => {
      const file = configFileOf(options);
      if (file === undefined)
        throw new HubError('BAD_INPUT', 'Say of which hub: --config hub.yaml, or OPPVEKST_CONFIG.');
      const language = languages.find((one) => one === options.language);
      if (!language) throw new HubError('BAD_INPUT', `--language must be one of ${languages.join(', ')}.`);
      const { writeRecord } = await import('../record/write-record.ts');
      const folder = resolve(options.to);
      const files = writeRecord(await readConfig(file), { folder, language, now: new Date() });
      print(`Written to ${folder}: ${files.join(', ')}.`);
    });
}

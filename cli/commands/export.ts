import { resolve } from 'node:path';
import type { Command } from 'commander';
import { languages } from '#contracts/languages.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { ExportAnswer } from '../export/export-child.ts';
import { refuseToOverwrite, writeNewFiles } from '../export/write-files.ts';
import { addTargetOptions, readTarget, type TargetOptions } from '../hub-target.ts';
import { print } from '../print.ts';
import { runOnHub } from '../run-on-hub.ts';

interface ExportOptions extends TargetOptions {
  readonly child: string;
  readonly for: string;
  readonly identified: string;
  readonly screener: string;
  readonly screened: boolean;
  readonly holdBack: readonly string[];
  readonly language: string;
  readonly to: string;
}

export function addExport(program: Command): void {
  addTargetOptions(program.command('export'))
    .description('give somebody who has no electronic id all that is held of a child (GDPR art. 15)')
    .requiredOption('--child <id>', 'the child: its pseudonymous id, or its national id')
    .requiredOption(
      '--for <national id>',
      'the one who asks: what they may see is in it, and the log says that they saw it',
    )
    .requiredOption('--identified <text>', 'how it is known who asks, and who saw it: kept with the export')
    .requiredOption('--screener <feide id>', 'the member of staff who looks through it before it is given')
    .option('--screened', 'the screener has looked through the draft, and it may be given', false)
    .option(
      '--hold-back <section=reason>',
      'hold a section back; may be repeated',
      (one: string, all: string[]) => [...all, one],
      [],
    )
    .option('--language <language>', `of its words: ${languages.join(', ')}`, 'nb')
    .requiredOption('--to <folder>', 'where the files are written, for this user alone; nothing is overwritten')
    .addHelpText(
      'after',
      `
Run it twice. The first time writes draft.html, for the screener alone: what they may see of it. With --screened, export.json and
export.html are written: for the one who asked. Somebody who has an electronic id asks in the portal, and the screener answers there.`,
    )
    .action(async ({ to, holdBack, child, for: asker, identified, screener, screened, ...options }: ExportOptions) => {
      const language = languages.find((one) => one === options.language);
      if (!language) throw new HubError('BAD_INPUT', `--language must be one of ${languages.join(', ')}.`);
      if (holdBack.length > 0 && !screened)
        throw new HubError('BAD_INPUT', '--hold-back is given with --screened: by the one who has looked through it.');
      const folder = resolve(to);
      refuseToOverwrite(folder, screened ? ['export.json', 'export.html'] : ['draft.html']);
      const input = {
        child,
        for: asker,
        identified,
        screener,
        screened,
        language,
        holdBack: holdBack.map(readHeldBack),
      };
      const answer = (await runOnHub(await readTarget(options), 'export', input)) as ExportAnswer;
      writeNewFiles(folder, answer.files);
      print(`Written to ${folder}: ${answer.files.map(({ name }) => name).join(', ')}.`);
      if (answer.stage === 'draft')
        print(
          'It is given to nobody before the screener has looked through the draft: then run this again with --screened.',
        );
    });
}

function readHeldBack(text: string): { readonly section: string; readonly reason: string } {
  const at = text.indexOf('=');
  if (at < 1)
    throw new HubError('BAD_INPUT', '--hold-back is written as section=reason: healthNotes=Why it is held back.');
  return { section: text.slice(0, at), reason: text.slice(at + 1).trim() };
}

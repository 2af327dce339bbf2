import type { Command } from 'commander';
import { addTargetOptions, readTarget, type TargetOptions } from '../hub-target.ts';
import { print } from '../print.ts';
import { runOnHub } from '../run-on-hub.ts';

interface EraseOptions extends TargetOptions {
  readonly child: string;
  readonly category?: string;
  readonly authority: string;
}

export function addErase(program: Command): void {
  addTargetOptions(program.command('erase'))
    .description('make what lies sealed of a child unreadable: on the event log and in every backup, for good')
    .requiredOption('--child <id>', 'the child’s pseudonymous id')
    .option('--category <name>', 'one category; all of them when it is not given')
    .requiredOption('--authority <text>', 'what allows it: the paragraph, the decision; kept in the ledger of erasures')
    .addHelpText(
      'after',
      '\nThe archive and the records in the tables are not touched: their disposal needs an authority of its own (arkivlova).',
    )
    .action(async ({ child, category, authority, ...options }: EraseOptions) => {
      const input = { child, category: category ?? null, authority };
      const { keys } = (await runOnHub(await readTarget(options), 'erase', input)) as { keys: number };
      print(`${keys} key(s) deleted. The ledger of erasures says so: no restore brings them back.`);
    });
}

import type { Command } from 'commander';
import { exitCodes } from '../exit.ts';
import { addTargetOptions, readTarget, type TargetOptions } from '../hub-target.ts';
import { print, printJson, table } from '../print.ts';
import type { ReconcileLine } from '../reconcile/reconcile.ts';
import { runOnHub } from '../run-on-hub.ts';

interface ReconcileCommandOptions extends TargetOptions {
  readonly json?: boolean;
}
/** As many as a person reads; `--json` has them all. */
const mostShown = 5;

export function addReconcile(program: Command): void {
  addTargetOptions(program.command('reconcile'))
    .description('what the school, Feide, the catalogue and the archive disagree on, and who should mend it')
    .option('--json', 'print JSON, with every id')
    .addHelpText(
      'after',
      '\nExit code 1 when there is something. Children are shown by pseudonymous id, where their school has approved the system\noppvekst-reconcile (approvedSystems), and never with a graded address; others are counted alone.',
    )
    .action(async ({ json, ...options }: ReconcileCommandOptions) => {
      const lines = (await runOnHub(await readTarget(options), 'reconcile', {})) as ReconcileLine[];
      if (json) printJson(lines);
      else printLines(lines);
      if (lines.length > 0) process.exitCode = exitCodes.refused;
    });
}

function printLines(lines: readonly ReconcileLine[]): void {
  if (lines.length === 0) {
    print('The systems agree.');
    return;
  }
  print(
    table(
      ['count', 'what', 'who should mend it'],
      lines.map(({ count, what, mendedBy }) => [String(count), what, mendedBy]),
    ),
  );
  for (const { what, shown, count } of lines) {
    if (shown.length === 0) continue;
    print(`\n${what}:`);
    for (const { childId, thing } of shown.slice(0, mostShown))
      print(`  ${[childId, thing].filter((part) => part !== null).join(' · ')}`);
    if (count > Math.min(shown.length, mostShown)) print(`  … ${count - Math.min(shown.length, mostShown)} more`);
  }
}

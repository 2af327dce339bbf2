import type { Command } from 'commander';
import { categories } from '#contracts/categories.ts';
import { addTargetOptions, readTarget, type TargetOptions } from '../hub-target.ts';
import { print, printJson, progressLine, table } from '../print.ts';
import type { RetentionLine, RetentionReport } from '../retention/retention.ts';
import { runOnHub } from '../run-on-hub.ts';

interface RetentionOptions extends TargetOptions {
  readonly apply: boolean;
  readonly on?: string;
  readonly json: boolean;
}

const why = {
  'move-open': 'a change of school is not closed',
  'not-archived': 'the archive has not journalled it',
  'request-open': 'the family waits for an answer',
} as const;
const fates = { closed: 'closed, and kept', disposed: 'disposed of' } as const;

export function addRetention(program: Command): void {
  addTargetOptions(program.command('retention'))
    .description('list what is past its time of children who have left, and close it or dispose of it')
    .option('--apply', 'do what is listed', false)
    .option('--on <date>', 'look ahead: what is past its time on that day')
    .option('--json', 'print the report as JSON', false)
    .addHelpText(
      'after',
      `
Disposed of: where \`disposal\` in the settings names an authority (arkivlova § 13), or the archive act does not bind. All else is closed: sealed, and
seen by nobody over the graph. It never comes back by a restore. How long each category is kept: contracts/policy/<date>/retention.yaml.`,
    )
    .action(async ({ apply, on, json, ...options }: RetentionOptions) => {
      const progress = progressLine('Retention');
      const input = { apply, on: on ?? null };
      const report = (await runOnHub(
        await readTarget(options),
        'retention',
        input,
        progress.update,
      )) as RetentionReport;
      progress.end();
      if (json) return printJson(report);
      if (report.lines.length === 0) return print(`Nothing is past its time on ${report.on}.`);
      print(table(['Category', 'Children', 'Rows', 'Is to be', 'By', 'Stays for now'], report.lines.map(rowOf)));
      print();
      print(
        apply
          ? `Done: ${report.done} (one category of one child each).`
          : `Nothing was done. --apply does it; what stays for now is left.`,
      );
    });
}

const rowOf = ({ category, children, rows, fate, legalBasis, waiting }: RetentionLine): readonly string[] => [
  categories[category].label.nb,
  String(children),
  String(rows),
  fates[fate],
  legalBasis,
  Object.entries(waiting)
    .map(([obstacle, count]) => `${count}: ${why[obstacle as keyof typeof why]}`)
    .join('; '),
];

import { type Command, InvalidArgumentError } from 'commander';
import type { RollOverReport } from '#subgraphs/school-administration/index.ts';
import { exitCodes } from '../exit.ts';
import { addTargetOptions, readTarget, type TargetOptions } from '../hub-target.ts';
import { print, printJson, table } from '../print.ts';
import { runOnHub } from '../run-on-hub.ts';

interface RolloverOptions extends TargetOptions {
  readonly year: number;
  readonly apply?: boolean;
  readonly json?: boolean;
}

export function addRollover(program: Command): void {
  addTargetOptions(program.command('rollover'))
    .description('the yearly roll-over: levels, classes, leavers; without --apply it says what would change')
    .option('--year <year>', 'the calendar year in which the school year begins', readYear, new Date().getFullYear())
    .option('--apply', 'do it; from the first day of the school year')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nAll or nothing, and once for a school year: the second time changes nothing. Marks, bans and rights stay as they are.\nA source whose roster has told of the new year is left alone.',
    )
    .action(async ({ year, apply = false, json, ...options }: RolloverOptions) => {
      const report = (await runOnHub(await readTarget(options), 'rollover', { begins: year, apply })) as RollOverReport;
      if (json) printJson(report);
      else printReport(report, apply);
      if (report.findings.length > 0) process.exitCode = exitCodes.refused;
    });
}

function readYear(text: string): number {
  if (!/^20\d\d$/.test(text)) throw new InvalidArgumentError('Give a year of four digits, such as 2027.');
  return Number(text);
}

const steps = { ADVANCES: 'goes to', LEAVES: 'leaves', STAYS: 'stays', UNDECIDED: 'undecided' } as const;

function printReport(report: RollOverReport, apply: boolean): void {
  const done = report.appliedBefore
    ? `applied ${report.appliedBefore.slice(0, 16)}: nothing was changed now`
    : apply
      ? 'applied'
      : 'dry run: nothing was changed';
  print(`School year ${report.schoolYear} (${done})\n`);
  print(
    table(
      ['unit', 'level', 'pupils', 'step'],
      report.lines.map(({ unit, level, pupils, step, toLevel }) => [
        unit,
        level === null ? '–' : String(level),
        String(pupils),
        toLevel === null ? steps[step] : `${steps[step]} ${toLevel}`,
      ]),
    ),
  );
  const { renamed, goOn, ended } = report.groups;
  print(`\nGroups: ${renamed} get the next level, ${goOn} go on as they are, ${ended} end.`);
  if (report.findings.length === 0) {
    print('No findings.');
    return;
  }
  print(`\n${report.findings.length} finding(s) for a person:`);
  print(
    table(
      ['unit', 'pupils', 'what'],
      report.findings.map(({ unit, pupils, what }) => [unit, pupils === 0 ? '–' : String(pupils), what]),
    ),
  );
}

import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { HubError } from '#kit/errors/hub-error.ts';
import type { RosterImportReport } from '#subgraphs/school-administration/index.ts';
import { exitCodes } from '../exit.ts';
import { addTargetOptions, namesHub, readTarget, type TargetOptions } from '../hub-target.ts';
import { print, printJson, progressLine, table } from '../print.ts';
import { runOnHub } from '../run-on-hub.ts';

interface ImportOptions extends TargetOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly acceptRemovals?: boolean;
}

export function addImport(program: Command): void {
  addTargetOptions(program.command('import <file>'))
    .description(
      'import a roster (PIFU-IMS 1.3; OneRoster 1.1 and 1.2 in a folder or a zip), recognised by its content',
    )
    .option('--dry-run', 'change nothing: say what is in the file, and with a hub what would change')
    .option('--accept-removals', 'let the file end more of the enrolments than the settings allow')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nA dry run needs no hub: without --config or --hub it reads into an empty temporary database.\nA file is taken whole or not at all; taking it twice changes nothing.',
    )
    .action(async (file: string, options: ImportOptions) => {
      const path = readablePath(file);
      const progress = progressLine('Reading');
      const report = await run(path, options, progress.update).finally(progress.end);
      if (options.json) printJson(report);
      else printReport(report, options.dryRun === true);
      if (report.findings.length > 0 || report.removals.stops) process.exitCode = exitCodes.refused;
    });
}

async function run(
  file: string,
  options: ImportOptions,
  progress: (done: number, total: number) => void,
): Promise<RosterImportReport> {
  if (options.dryRun && !namesHub(options)) {
    const { dryRunImport } = await import('../dry-run-import.ts');
    return dryRunImport(file, statSync(file).size, progress);
  }
  if (!namesHub(options))
    throw new HubError(
      'BAD_INPUT',
      'Say which hub to import into: --config hub.yaml, or --hub ringsaker or sarpsborg of the demo. --dry-run looks at the file alone.',
    );
  const input = { file, dryRun: options.dryRun === true, acceptRemovals: options.acceptRemovals === true };
  return (await runOnHub(await readTarget(options), 'import', input, progress)) as RosterImportReport;
}

function readablePath(file: string): string {
  const path = resolve(file);
  if (!existsSync(path)) throw new HubError('BAD_INPUT', `There is no file ${file}.`);
  return path;
}

function printReport(report: RosterImportReport, dryRun: boolean): void {
  print(`${report.format} from ${report.source}${dryRun ? ' (dry run: nothing was changed)' : ''}\n`);
  const all = Object.entries(report.counts);
  const { absences, marks } = report.counts;
  const isRoster = absences === undefined && marks === undefined;
  const kinds = isRoster ? all : all.filter(([kind]) => kind === 'absences' || kind === 'marks');
  print(
    table(
      ['', 'added', 'changed', 'ended', 'unchanged'],
      kinds.map(([kind, count]) => [kind, ...[count.added, count.changed, count.ended, count.unchanged].map(String)]),
    ),
  );
  if (report.removals.stops) {
    const { ended, of, units } = report.removals;
    print(`\nIt would end ${ended} of ${of} enrolments, which needs --accept-removals:`);
    print(
      table(
        ['unit', 'ended', 'of'],
        units.map((unit) => [unit.name, String(unit.ended), String(unit.of)]),
      ),
    );
  }
  if (report.findings.length === 0) {
    print('\nNo findings.');
    return;
  }
  print(`\n${report.findings.length} finding(s):`);
  print(
    table(
      ['line', 'what', 'why', 'done'],
      report.findings.map((finding) => [String(finding.line), finding.what, finding.why, finding.done]),
    ),
  );
}

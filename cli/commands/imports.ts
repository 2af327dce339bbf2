import { type Command, InvalidArgumentError } from 'commander';
import type { RosterImportRow } from '#subgraphs/school-administration/index.ts';
import { exitCodes } from '../exit.ts';
import { addTargetOptions, readTarget, type TargetOptions } from '../hub-target.ts';
import { print, printJson, table } from '../print.ts';
import { runOnHub } from '../run-on-hub.ts';

interface ImportsOptions extends TargetOptions {
  readonly json?: boolean;
  readonly awaiting?: boolean;
  readonly last: number;
}
/** As it comes over the control socket: times are text there. */
type Listed = Omit<RosterImportRow, 'startedAt'> & { readonly startedAt: string | Date };

export function addImports(program: Command): void {
  addTargetOptions(program.command('imports'))
    .description('the rosters that were taken, by hand or from the watched folder, and what came of each')
    .option('--awaiting', 'those alone that somebody must see to')
    .option('--last <number>', 'at most so many, the newest first', readNumber, 20)
    .option('--json', 'print JSON')
    .action(async ({ json, awaiting = false, last, ...options }: ImportsOptions) => {
      const input = { limit: last, awaiting };
      const imports = (await runOnHub(await readTarget(options), 'imports', input)) as readonly Listed[];
      if (json) printJson(imports);
      else printImports(imports);
      if (imports.some((one) => one.awaits)) process.exitCode = exitCodes.refused;
    });
}

function readNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 500) return number;
  throw new InvalidArgumentError('A number from 1 to 500.');
}

function printImports(imports: readonly Listed[]): void {
  if (imports.length === 0) {
    print('No roster has been taken.');
    return;
  }
  print(
    table(
      ['taken', 'state', 'file', 'format', 'source', 'findings', 'checksum', 'why'],
      imports.map((one) => [
        new Date(one.startedAt).toISOString().slice(0, 16),
        one.awaits ? `${one.state} !` : one.state,
        one.fileName ?? 'by hand',
        one.format ?? '–',
        one.source ?? '–',
        String(one.findings),
        one.checksum?.slice(0, 12) ?? '–',
        one.reason?.split('\n')[0] ?? '',
      ]),
    ),
  );
  const awaiting = imports.filter((one) => one.awaits).length;
  if (awaiting > 0) print(`\n${awaiting} set aside (!): see the reports in the folder set-aside.`);
}

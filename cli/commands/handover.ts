import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { isIsoDate, isOrganisationNumber } from '#contracts/identifiers.ts';
import { transferDirections } from '#contracts/policy/transfer-policy-schema.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { HandedOver } from '#subgraphs/data-sharing/index.ts';
import { exitCodes } from '../exit.ts';
import { addTargetOptions, readTarget, type TargetOptions } from '../hub-target.ts';
import { print, printJson } from '../print.ts';
import { runOnHub } from '../run-on-hub.ts';

interface HandoverOptions extends TargetOptions {
  readonly to: string;
  readonly startsOn: string;
  readonly direction: string;
  readonly unit?: string;
  readonly answerBy?: string;
  readonly starters?: boolean;
  readonly json?: boolean;
}

export function addHandover(program: Command): void {
  addTargetOptions(program.command('handover [list]'))
    .description(
      'record that children will start elsewhere; those who decide are asked, and what they permit is handed over',
    )
    .requiredOption('--to <number>', 'the controller that they go to, by organisation number', readOrganisation)
    .requiredOption('--starts-on <date>', 'when they start there', readDate)
    .option('--direction <name>', `from where to where: ${transferDirections.join(', ')}`, 'kindergarten-to-school')
    .option('--unit <number>', 'the school or kindergarten where they start, by organisation number', readOrganisation)
    .option(
      '--answer-by <date>',
      'the last day on which those who decide can answer; the hub’s own number of days without it',
      readDate,
    )
    .option('--starters', 'all in our kindergartens who turn six in the year that they start, instead of a list')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nThe list is a text file with a national id on each line. Given again, or longer, it begins nothing twice.',
    )
    .action(async (list: string | undefined, { json, starters = false, ...options }: HandoverOptions) => {
      if ((list === undefined) === !starters)
        throw new HubError('BAD_INPUT', 'Give a list of national ids, or --starters: one of them.');
      const lines = list === undefined ? null : readList(list);
      const { to, startsOn, direction, unit = null, answerBy = null } = options;
      const nationalIds = lines?.map(({ nationalId }) => nationalId) ?? null;
      const input = { nationalIds, to, startsOn, direction, unit, answerBy };
      const done = (await runOnHub(await readTarget(options), 'handover', input)) as HandedOver;
      if (json) printJson(done);
      else printDone(done, lines);
      if (done.elsewhere > 0 || done.notHere.length > 0) process.exitCode = exitCodes.refused;
    });
}

interface Line {
  readonly line: number;
  readonly nationalId: string;
}

/** The ids of a list, all that is wrong with it at once, and never what stood there. */
function readList(file: string): readonly Line[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new HubError('BAD_INPUT', `There is no file ${file} that can be read.`);
  }
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((raw, index) => ({ line: index + 1, nationalId: raw.trim() }))
    .filter(({ nationalId }) => nationalId !== '');
  const wrong = lines.filter(({ nationalId }) => !/^\d{11}$/.test(nationalId)).map(({ line }) => line);
  if (wrong.length > 0)
    throw new HubError('BAD_INPUT', `Every line is a national id of eleven digits. Not so: line ${wrong.join(', ')}.`);
  if (lines.length === 0) throw new HubError('BAD_INPUT', `There is no national id in ${file}.`);
  return lines;
}

function printDone({ begun, underWay, elsewhere, notHere }: HandedOver, lines: readonly Line[] | null): void {
  print(`${begun} hand-over(s) begun; ${underWay} under way already.`);
  if (elsewhere > 0) print(`${elsewhere} are being handed over elsewhere: cancel that first.`);
  const places = (lines ?? []).filter((_, index) => notHere.includes(index)).map(({ line }) => line);
  if (places.length > 0) print(`Not known here, line ${places.join(', ')}.`);
}

function readDate(text: string): string {
  if (!isIsoDate(text)) throw new InvalidArgumentError('Give a date such as 2027-08-16.');
  return text;
}

function readOrganisation(text: string): string {
  if (!isOrganisationNumber(text)) throw new InvalidArgumentError('That is no organisation number.');
  return text;
}

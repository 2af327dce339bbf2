import { resolve } from 'node:path';
import type { Command } from 'commander';
import { addTargetOptions, readTarget, type TargetOptions } from '../hub-target.ts';
import type { PolicyChange } from '../policy/collect-changes.ts';
import type { PolicyComparison } from '../policy/compare-policies.ts';
import { print, printJson, table } from '../print.ts';
import { runOnHub } from '../run-on-hub.ts';

interface PolicyDiffOptions extends TargetOptions {
  readonly json?: boolean;
}

export function addPolicy(program: Command): void {
  const policy = program.command('policy').description('the rules of access, which are data with a date');
  addTargetOptions(policy.command('diff <from> <to>'))
    .description('what another set of rules would change, and for how many, over who is what to whom in the hub today')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nA set is a date of contracts/policy, or a folder. Persons and children are counted, never shown; each once in a line.\nData counts as open when one may know of the child and see the category.',
    )
    .action(async (from: string, to: string, { json, ...options }: PolicyDiffOptions) => {
      const asked = { from: placeOf(from), to: placeOf(to) };
      const found = (await runOnHub(await readTarget(options), 'policyDiff', asked)) as PolicyComparison;
      if (json) printJson(found);
      else printComparison(found);
    });
}

/** The hub may run in another folder than the command. */
const placeOf = (set: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(set) ? set : resolve(set));

function printComparison({ rules, changes, asked }: PolicyComparison): void {
  for (const [what, ids] of Object.entries(rules)) if (ids.length > 0) print(`Rules ${what}: ${ids.join(', ')}`);
  const over = `${asked.persons} persons, ${asked.systems} systems and ${asked.children} children`;
  if (changes.length === 0) {
    print(`Nothing changes for any of ${over}.`);
    return;
  }
  print(`Asked over ${over}.\n`);
  print(
    table(
      ['who', 'how many', '', 'what', 'children', 'purpose', 'by the rules'],
      changes.map((line) => [
        line.role,
        String(line.viewers),
        line.change,
        whatOf(line),
        String(line.children),
        line.purpose,
        line.rules.map(({ id, legalBasis }) => (legalBasis ? `${id} (${legalBasis})` : id)).join(', '),
      ]),
    ),
  );
}

const whatOf = ({ kind, id }: PolicyChange): string =>
  kind === 'child' ? 'to know of the child' : kind === 'deed' ? `the deed ${id}` : id;

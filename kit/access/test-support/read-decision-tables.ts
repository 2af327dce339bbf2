import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { categoryIds } from '#contracts/categories.ts';
import type { Condition, RuleAlone, RuleSubject, Situation } from '../rule-alone.ts';

/** What a lawyer's table says that a rule does. */
type Verdict = 'opens' | 'closes' | '–';

/** One table of `contracts/policy/<date>/decision-tables/<theme>.md`: for whom, of what, and in which situation the rule does what. */
export interface DecisionTable {
  readonly id: string;
  readonly theme: string;
  readonly viewers: ReadonlyArray<'Person' | 'System'>;
  readonly of: string;
  readonly columns: readonly Condition[];
  readonly rows: ReadonlyArray<{ readonly cells: readonly string[]; readonly verdict: Verdict }>;
}

const kinds = { persons: ['Person'], systems: ['System'], anybody: ['Person', 'System'] } as const;

export function readDecisionTables(folder: string): readonly DecisionTable[] {
  return readdirSync(folder).flatMap((file) => {
    const sections = readFileSync(join(folder, file), 'utf8').split(/^## /m).slice(1);
    return sections.map((section) => readTable(section, file.replace(/\.md$/, '')));
  });
}

function readTable(section: string, theme: string): DecisionTable {
  const lines = section.split('\n');
  const id = lines[0]?.trim() ?? '';
  const after = (word: string) => {
    const line = lines.find((one) => one.startsWith(`${word}: `));
    if (!line) throw new Error(`the decision table of ${id} has no line "${word}: …"`);
    return line.slice(word.length + 2).trim();
  };
  const [header = [], , ...rows] = lines.filter((line) => line.startsWith('|')).map(cellsOf);
  const who = after('For');
  if (!(who in kinds)) throw new Error(`the decision table of ${id} is for "${who}": persons, systems or anybody`);
  return {
    id,
    theme,
    viewers: kinds[who as keyof typeof kinds],
    of: after('Of'),
    columns: header.slice(0, -1) as Condition[],
    rows: rows.map((row) => ({ cells: row.slice(0, -1), verdict: row.at(-1) as Verdict })),
  };
}

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** What the table says of a situation and a subject; undefined where no row fits. */
export function verdictOf(table: DecisionTable, situation: Situation, subject: RuleSubject): Verdict | undefined {
  if (!table.viewers.includes(subject.viewer) || !isAbout(table.of, subject)) return '–';
  const fits = (cells: readonly string[]) =>
    table.columns.every((fact, at) => cells[at] === '' || (cells[at] === 'yes') === situation.get(fact));
  return table.rows.find((row) => fits(row.cells))?.verdict;
}

function isAbout(of: string, subject: RuleSubject): boolean {
  if (of === 'everything') return true;
  if (of === 'the child') return subject.action === 'know';
  const [, but, list = ''] = /^(all but )?(.*)$/.exec(of) ?? [];
  const ids = list.split(',').map((id) => id.trim());
  return but ? !ids.includes(subject.id) : ids.includes(subject.id);
}

/** Of what a rule is asked: of everything that its action can be about, by each kind of viewer. */
export function everySubject(rule: RuleAlone, deeds: readonly string[]): readonly RuleSubject[] {
  const [first] = rule.subjects;
  if (!first) throw new Error(`the rule ${rule.id} is about nothing`);
  const ids = first.action === 'know' ? ['child'] : first.action === 'see' ? categoryIds : deeds;
  return (['Person', 'System'] as const).flatMap((viewer) => ids.map((id) => ({ ...first, viewer, id })));
}

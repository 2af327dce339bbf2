import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { policyRoot } from '#test/support/test-subgraph.ts';
import { readPolicyTexts } from './policy.ts';
import { policyDates } from './policy-book.ts';
import { rulesAlone, situationsOf } from './rule-alone.ts';
import { everySubject, readDecisionTables, verdictOf } from './test-support/read-decision-tables.ts';

describe.each(policyDates(policyRoot))('the access policy of %s, against the law written as tables', (date) => {
  const texts = readPolicyTexts(join(policyRoot, date, 'access'));
  const rules = rulesAlone(texts);
  const tables = readDecisionTables(join(policyRoot, date, 'decision-tables'));
  const deeds = [
    ...new Set(rules.flatMap((rule) => rule.subjects.filter(({ type }) => type === 'Deed').map(({ id }) => id))),
  ];

  it('has a table for each rule, and none without a rule', () => {
    expect(tables.map(({ id }) => id).sort()).toEqual(rules.map(({ id }) => id).sort());
  });

  it('has in each table a column for each fact that the rule asks, and no other', () => {
    const columns = (of: readonly { id: string; columns: readonly string[] }[]) =>
      Object.fromEntries(of.map((one) => [one.id, [...one.columns].sort()]));
    expect(columns(tables)).toEqual(columns(rules.map(({ id, conditions }) => ({ id, columns: conditions }))));
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))(
    '%s does what its table says, in every situation',
    (id, rule) => {
      const table = tables.find((one) => one.id === id);
      if (!table) throw new Error(`no table for ${id}`);
      const does = rule.effect === 'permit' ? 'opens' : 'closes';
      const differences: string[] = [];
      for (const situation of situationsOf(rule.conditions))
        for (const subject of everySubject(rule, deeds)) {
          const says = verdictOf(table, situation, subject);
          const applies = rule.applies(situation, subject) ? does : '–';
          if (says !== applies)
            differences.push(
              `${subject.viewer} ${subject.id} {${[...situation].flatMap(([fact, holds]) => (holds ? [fact] : [])).join(', ')}}: table ${says}, rule ${applies}`,
            );
        }
      expect(differences).toEqual([]);
    },
  );
});

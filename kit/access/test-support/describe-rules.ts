import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPolicyTexts } from '../policy.ts';
import { accessFolder } from './policy-answers.ts';

/** By the id of a rule: sentences on what it opens or closes, each with an almost-same case where it does not. */
export type RuleSentences = Record<string, ReadonlyArray<readonly [sentence: string, holds: () => boolean]>>;

/** Tests one `.cedar` file of the access policy, rule by rule. */
export function describeRules(theme: string, sentences: RuleSentences): void {
  describe(`the access policy of 2026-08-01, ${theme}.cedar`, () => {
    const text = readFileSync(join(accessFolder, `${theme}.cedar`), 'utf8');
    const ids = Object.keys(readPolicyTexts(accessFolder).policies).filter((id) => text.includes(`@id("${id}")`));

    it('has a sentence for each rule, and no sentence without a rule', () => {
      expect(Object.keys(sentences).sort()).toEqual([...ids].sort());
      expect(Object.values(sentences).filter((sentencesOfRule) => sentencesOfRule.length === 0)).toEqual([]);
    });

    describe.each(ids)('%s', (id) => {
      it.each(sentences[id] ?? [])('%s', (_, holds) => expect(holds()).toBe(true));
    });
  });
}

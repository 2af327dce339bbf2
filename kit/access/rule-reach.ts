import { readPolicyTexts } from './policy.ts';
import { type RuleAlone, rulesAlone, situationsOf } from './rule-alone.ts';

/**
 * The rules of a folder that never apply, or always do: over every combination of the facts that a rule mentions, for each category
 * or deed that it could be about. A rule that is meant for everybody says why: `@always("…")`.
 */
export function findUnreachedRules(folder: string): string[] {
  const texts = readPolicyTexts(folder);
  return rulesAlone(texts).flatMap((rule) =>
    problemsOf(rule, /@always\("[^"]+"\)/.test(texts.policies[rule.id] ?? '')),
  );
}

function problemsOf(rule: RuleAlone, meantForAll: boolean): string[] {
  const situations = situationsOf(rule.conditions);
  let reaches = false;
  const always: string[] = [];
  for (const subject of rule.subjects) {
    const applied = situations.filter((situation) => rule.applies(situation, subject)).length;
    if (applied > 0) reaches = true;
    if (applied === situations.length) always.push(subject.id);
  }
  if (!reaches)
    return [`rule ${rule.id} never applies, whatever the facts that it mentions (${rule.conditions.join(', ')})`];
  if (always.length > 0 && !meantForAll)
    return [
      `rule ${rule.id} always applies, whatever the facts, to ${always.join(', ')}: say why with @always("…"), or give it a condition`,
    ];
  if (always.length === 0 && meantForAll) return [`rule ${rule.id} says @always("…"), and does not always apply`];
  return [];
}

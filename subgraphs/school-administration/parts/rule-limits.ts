import { isIsoDate } from '#contracts/identifiers.ts';
import { loadTransferPolicy, type TransferPolicy } from '#contracts/policy/transfer-policy.ts';
import {
  type TransferDirection,
  type TransferRuleRow,
  transferDirections,
  transferVariantConditions,
} from '#contracts/policy/transfer-policy-schema.ts';
import type { PartCategory } from './formats.ts';

/** What a rule leaves of a category: only some years, and only without other persons. */
export interface RuleLimits {
  readonly years: readonly number[] | null;
  readonly thirdPartiesRemoved: boolean;
}

const asDirection = (text: string): TransferDirection | undefined => transferDirections.find((name) => name === text);

const limitsOfRow = (row: TransferRuleRow): RuleLimits => ({
  years: row.limits?.years ?? null,
  thirdPartiesRemoved: row.thirdPartiesRemoved,
});

/** Reads limits from the dated rules, by the id that a decision names: `2026-08-01/school-to-school/health#danger-to-life`. */
export function createRuleLimits(policyRoot: string): (rule: string, category: PartCategory, on: string) => RuleLimits {
  const loaded = new Map<string, TransferPolicy>();
  const policyOn = (date: string): TransferPolicy => {
    const known = loaded.get(date);
    if (known) return known;
    const policy = loadTransferPolicy(policyRoot, date);
    loaded.set(date, policy);
    return policy;
  };
  return (rule, category, on) => {
    const [version = '', direction = '', place = ''] = rule.split('/');
    const known = asDirection(direction);
    if (!known || !isIsoDate(version)) return strictestLimits(policyOn(on), category);
    const variant = transferVariantConditions.find((condition) => place.includes(`#${condition}`));
    const limits = limitsOfRow(policyOn(version).rule(known, category, variant ? [variant] : []));
    // A controller's narrowing may have asked for it; taking away too much is mended by a person, too little is not.
    return place.includes('+narrowed') ? { ...limits, thirdPartiesRemoved: true } : limits;
  };
}

/** The narrowest of all rules that let the category go, for a decision that names no row. */
function strictestLimits(policy: TransferPolicy, category: PartCategory): RuleLimits {
  const all = transferDirections.map((direction) => limitsOfRow(policy.rule(direction, category)));
  const years = all.flatMap((limits) => (limits.years ? [limits.years] : []));
  return {
    years: years.length === 0 ? null : years.reduce((left, next) => left.filter((year) => next.includes(year))),
    thirdPartiesRemoved: all.some((limits) => limits.thirdPartiesRemoved),
  };
}

import { z } from 'zod';
import {
  type DirectionFile,
  type TransferDirection,
  type TransferRuleRow,
  transferDirections,
  transferVariantConditions,
  words,
} from './transfer-policy-schema.ts';

/** A controller's own file: rows that it makes narrower than the law's default, each with its reason. */
export const narrowingFile = z.strictObject({
  narrow: z
    .array(
      z.strictObject({
        direction: z.enum(transferDirections),
        category: z.string(),
        /** Only this variant of the row; without it the row and every variant that the new rule narrows. */
        when: z.enum(transferVariantConditions).optional(),
        rule: z.enum(['permission', 'never']).optional(),
        and: z.literal('by-hand').optional(),
        thirdPartiesRemoved: z.literal(true).optional(),
        asHistory: z.literal(true).optional(),
        /** Why, in the controller's own plain words: it takes the place of the row's explanation. */
        reason: words,
      }),
    )
    .min(1),
});
type Narrowing = z.infer<typeof narrowingFile>;
type NarrowingRow = Narrowing['narrow'][number];

/** What must happen before a part leaves under a rule, or undefined when nothing leaves at all. */
function hurdles(row: Pick<TransferRuleRow, 'rule' | 'and'>): ReadonlySet<string> | undefined {
  const byHand = row.and ? ['by-hand'] : [];
  if (row.rule === 'follows') return new Set(byHand);
  if (row.rule === 'permission') return new Set(['permission', ...byHand]);
  if (row.rule === 'by-hand') return new Set(['by-hand']);
  return undefined;
}

/** True when `next` lets nothing out that `now` does not: it may add hurdles or close, never remove a hurdle or open. */
export function isNarrower(now: Pick<TransferRuleRow, 'rule' | 'and'>, next: Pick<TransferRuleRow, 'rule' | 'and'>) {
  if (next.rule === 'never') return true;
  const before = hurdles(now);
  const after = hurdles(next);
  if (!before || !after) return now.rule === next.rule;
  return [...before].every((hurdle) => after.has(hurdle));
}

/** The directions with a controller's narrowing laid over them; what would widen, or narrows nothing, becomes a problem. */
export function narrow(
  directions: Readonly<Record<TransferDirection, DirectionFile>>,
  narrowing: Narrowing,
  problems: string[],
): { directions: Record<TransferDirection, DirectionFile>; rows: ReadonlySet<string> } {
  const result = structuredClone(directions) as Record<TransferDirection, DirectionFile>;
  const rows = new Set<string>();
  for (const wish of narrowing.narrow) {
    const place = `${wish.direction}/${wish.category}${wish.when ? `#${wish.when}` : ''}`;
    const row = result[wish.direction].categories[wish.category];
    const targets = row
      ? [row, ...row.variants].filter((part) => !wish.when || ('when' in part && part.when === wish.when))
      : [];
    const [first] = targets;
    if (!first) problems.push(`narrowing of ${place}: there is no such row`);
    else if (!isNarrower(first, wished(first, wish)))
      problems.push(`narrowing of ${place}: "${first.rule}" cannot become "${wish.rule}": that would widen it`);
    for (const target of targets) {
      const next = wished(target, wish);
      if (!isNarrower(target, next)) continue;
      delete target.and;
      Object.assign(target, next);
      rows.add(`${wish.direction}/${wish.category}${'when' in target ? `#${target.when}` : ''}`);
    }
  }
  return { directions: result, rows };
}

/** Only a fetch can become a permission, and a fetch is for schools: there the pupil of 15 decides (opplæringslova § 24-5). */
function wished(row: TransferRuleRow, wish: NarrowingRow): TransferRuleRow {
  const rule = wish.rule ?? row.rule;
  const { and: _, ...rest } = row;
  const and = rule === 'never' ? undefined : (wish.and ?? row.and);
  return {
    ...rest,
    rule,
    ...(and ? { and } : {}),
    decider: rule === row.rule ? row.decider : rule === 'never' ? 'no-one' : 'pupil-from-15-else-all-holders',
    thirdPartiesRemoved: wish.thirdPartiesRemoved ?? row.thirdPartiesRemoved,
    asHistory: wish.asHistory ?? row.asHistory,
    explanation: wish.reason,
  };
}

/** How many pupils have a resource in use, in one part of a whole: a school's level, a municipality's school. */
export interface UsageCount<Part extends string = string> {
  readonly part: Part;
  readonly pupils: number;
}
export interface UsageAggregate<Part extends string = string> {
  readonly part: Part;
  /** Absent when the number could single out a pupil. */
  readonly pupils: number | undefined;
}
export interface UsageSummary<Part extends string = string> {
  /** Absent when all pupils together are fewer than the minimum. */
  readonly total: number | undefined;
  readonly parts: readonly UsageAggregate<Part>[];
}

/** Fewest pupils a shown number may speak of, unless the controller sets it higher. */
export const minimumPupils = 10;

/**
 * Numbers of use that single out no pupil (GDPR art. 5 (1) c): a part with fewer than the minimum is hidden, and so are the
 * next smallest until what is hidden cannot be found by subtracting the shown parts from the total. Zero speaks of nobody.
 */
export function summariseUsage<Part extends string>(
  counts: readonly UsageCount<Part>[],
  minimum = minimumPupils,
): UsageSummary<Part> {
  const total = counts.reduce((sum, count) => sum + count.pupils, 0);
  const positive = counts.filter((count) => count.pupils > 0).toSorted((a, b) => a.pupils - b.pupils);
  const hidden = new Set<Part>();
  let hiddenSum = 0;
  for (const count of positive) {
    const mustHide = count.pupils < minimum;
    const canBeSubtracted = hidden.size > 0 && (hidden.size === 1 || hiddenSum < minimum);
    if (!mustHide && !canBeSubtracted) break;
    hidden.add(count.part);
    hiddenSum += count.pupils;
  }
  // Everything that could shield the hidden parts is hidden with them; if that is still too little, the total tells too much.
  const totalTells = hidden.size > 0 && (hidden.size === 1 || hiddenSum < minimum);
  return {
    total: total > 0 && (total < minimum || totalTells) ? undefined : total,
    parts: counts.map(({ part, pupils }) => ({ part, pupils: hidden.has(part) ? undefined : pupils })),
  };
}

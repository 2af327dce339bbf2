/** What entitles a controller to dispose of a copy that it has received and has no use for. */
export interface CopyDisposal {
  readonly citation: string;
  /** ISO date from which it holds. */
  readonly inForceFrom: string;
}

export type CopyFate = { readonly kind: 'closed' } | { readonly kind: 'disposed'; readonly citation: string };

/** A private school is bound by the archive act only in cases where it makes individual decisions. */
const notArchived = 'arkivlova § 3; personvernforordningen art. 5 (1) e';

/**
 * What becomes of a received copy whose child never started. A public body disposes of nothing without a regulation or a permission of
 * Nasjonalarkivet (arkivlova 2025 § 13): without one the copy is closed, so that nobody works with it, and kept.
 */
export function fateOfCopy(
  category: string,
  controller: 'MUNICIPALITY' | 'COUNTY' | 'PRIVATE_OWNER',
  disposal: CopyDisposal | undefined,
  today: string,
): CopyFate {
  if (disposal && disposal.inForceFrom <= today) return { kind: 'disposed', citation: disposal.citation };
  const bound = controller !== 'PRIVATE_OWNER' || category === 'individual-decisions';
  return bound ? { kind: 'closed' } : { kind: 'disposed', citation: notArchived };
}

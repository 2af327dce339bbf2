import type { RetentionDecision } from './code-lists.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { PupilRecord } from './pupil-record.ts';

/**
 * An authority to dispose (kassere): the regulation of Nasjonalarkivet (arkivlova 2025 § 12 (2)) or a permission given by it (§ 13 (1)).
 * A duty to delete in another act is none, unless that act clearly presumes that nothing is left for posterity (§ 13 (2)).
 */
export interface DisposalAuthority {
  readonly kind: 'regulation' | 'permission';
  readonly citation: string;
  /** ISO date from which it holds. */
  readonly inForceFrom: string;
}

/** What shall become of entries of one kind, as the controller's archive plan has it (bevarings- og kassasjonsplan). */
export interface RetentionRule {
  /** The kind of case document (`CaseDocumentKind`) or `*` for all that no other rule names. */
  readonly kind: string;
  /** M450 kassasjonsvedtak. */
  readonly decision: RetentionDecision;
  /** M451 bevaringstid: whole years after the record was closed. */
  readonly years?: number;
  /** M453 kassasjonshjemmel: required before anything can be disposed of. */
  readonly authority?: DisposalAuthority;
}

/** Until a controller's own plan says otherwise everything is kept: the safe side of § 13. */
export const preserveEverything: readonly RetentionRule[] = [{ kind: '*', decision: 'preserve' }];

export type DisposalAnswer =
  | { readonly allowed: true; readonly authority: DisposalAuthority; readonly dueSince: string }
  | { readonly allowed: false; readonly reason: DisposalObstacle; readonly dueFrom?: string };

export type DisposalObstacle =
  | 'preserved'
  | 'assess-later'
  | 'no-authority'
  | 'record-open'
  | 'not-due'
  | 'not-archived';

export function retentionRuleFor(kind: string, rules: readonly RetentionRule[]): RetentionRule {
  const rule = rules.find((one) => one.kind === kind) ?? rules.find((one) => one.kind === '*');
  return rule ?? { kind: '*', decision: 'preserve' };
}

/** Whether an entry may be disposed of on a date (ISO). It answers why not, so that nobody has to guess. */
export function mayDispose(
  entry: JournalEntry,
  record: PupilRecord,
  rule: RetentionRule,
  today: string,
): DisposalAnswer {
  const no = (reason: DisposalObstacle, dueFrom?: string): DisposalAnswer => ({
    allowed: false,
    reason,
    ...(dueFrom ? { dueFrom } : {}),
  });
  if (rule.decision === 'preserve') return no('preserved');
  if (rule.decision === 'assess-later') return no('assess-later');
  if (!rule.authority || rule.authority.citation.trim() === '' || today < rule.authority.inForceFrom)
    return no('no-authority');
  if (!entry.number) return no('not-archived');
  if (!record.closed) return no('record-open');
  const dueFrom = yearsAfter(record.closed.at.slice(0, 10), rule.years ?? 0);
  return today < dueFrom ? no('not-due', dueFrom) : { allowed: true, authority: rule.authority, dueSince: dueFrom };
}

/** The same day some years later; 29 February becomes 1 March, so that nothing is due a day early. */
export function yearsAfter(date: string, years: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year + years, month - 1, day)).toISOString().slice(0, 10);
}

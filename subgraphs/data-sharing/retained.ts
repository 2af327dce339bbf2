import type { Retained } from '#kit/retention/holding.ts';

/**
 * What is kept of who looked, and of what the family asked, for retention. Of the audit trail the content goes, with its salt: the chain of
 * commitments stays whole. Nothing of a child goes while a move is open, or while the family waits for an answer.
 */
export const retained: Retained = {
  holdings: [
    { category: 'access-log', table: 'audit.disclosure', child: 'held.child_id' },
    { category: 'access-questions', table: 'data_sharing.access_question', child: 'held.child_id' },
    { category: 'access-questions', table: 'data_sharing.data_export', child: 'held.child_id' },
    { category: 'access-questions', table: 'data_sharing.correction', child: 'held.child_id' },
  ],
  unfinished: [
    { why: 'move-open', table: 'data_sharing.transfer', child: 'held.child_id', where: 'held.open' },
    {
      why: 'request-open',
      table: 'data_sharing.data_export',
      child: 'held.child_id',
      where: "held.state in ('REQUESTED', 'MADE')",
    },
    {
      why: 'request-open',
      table: 'data_sharing.access_question',
      child: 'held.child_id',
      where: 'held.answered_at is null',
    },
    {
      why: 'request-open',
      table: 'data_sharing.correction',
      child: 'held.child_id',
      where: 'held.answered_at is null',
    },
  ],
};

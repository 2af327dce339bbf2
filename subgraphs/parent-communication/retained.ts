import type { Retained } from '#kit/retention/holding.ts';

const schema = 'parent_communication';

/** What the channel to the home has of a child by category, for retention. */
export const retained: Retained = {
  holdings: [
    {
      category: 'messages',
      table: `${schema}.message_read`,
      child: `(select m.child_id from ${schema}.message m where m.id = held.message_id)`,
    },
    { category: 'messages', table: `${schema}.message_retraction`, child: 'held.child_id' },
    {
      category: 'messages',
      table: `${schema}.message`,
      child: 'held.child_id',
      journalledAs: "case when held.case_document then 'parent-communication/' || held.id end",
    },
    { category: 'messages', table: `${schema}.thread`, child: 'held.child_id' },
    { category: 'messages', table: `${schema}.notice`, child: 'held.child_id', where: "held.kind = 'MESSAGE'" },
    { category: 'attendance-reasons', table: `${schema}.absence_report`, child: 'held.child_id' },
  ],
};

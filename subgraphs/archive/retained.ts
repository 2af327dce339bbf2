import type { Retained } from '#kit/retention/holding.ts';

/** The archive holds nothing that has a time of the hub's: its own plan decides. What waits to be journalled keeps everything where it is. */
export const retained: Retained = {
  holdings: [],
  unfinished: [
    { why: 'not-archived', table: 'archive.intake', child: 'held.child_id' },
    { why: 'not-archived', table: 'archive.delivery', child: 'held.child_id' },
  ],
};

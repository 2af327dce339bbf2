import type { Retained } from '#kit/retention/holding.ts';

const childOf = '(select a.child_id from feide.account a where a.feide_id = held.feide_id)';

/** What the hub has read of a child in Feide's directory, for retention. The directory itself is its host's. */
export const retained: Retained = {
  holdings: [
    { category: 'feide-account', table: 'feide.membership_change', child: childOf },
    { category: 'feide-account', table: 'feide.membership', child: childOf },
    { category: 'feide-account', table: 'feide.account', child: 'held.child_id' },
  ],
};

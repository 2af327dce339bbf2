import type { Retained } from '#kit/retention/holding.ts';

/** What is known of a child's access to resources, for retention. */
export const retained: Retained = {
  holdings: [
    { category: 'learning-activity', table: 'learning_resources.access_change', child: 'held.child_id' },
    { category: 'learning-activity', table: 'learning_resources.pupil_level', child: 'held.child_id' },
  ],
};

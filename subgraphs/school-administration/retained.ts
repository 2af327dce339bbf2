import type { CategoryId } from '#contracts/categories.ts';
import type { Holding, Retained } from '#kit/retention/holding.ts';

const schema = 'school_administration';
const child = 'held.child_id';

const recorded: readonly CategoryId[] = [
  'health',
  'belief-exemption',
  'development-observations',
  'own-work',
  'written-language-form',
];
const assessed: readonly CategoryId[] = ['half-year-marks-year-10', 'ongoing-assessment'];
const received: readonly CategoryId[] = [
  ...recorded,
  ...assessed,
  'guardians-contact',
  'attendance-totals',
  'attendance-reasons',
  'messages',
  'learning-activity',
];

const recordOf = (category: CategoryId): Holding => ({
  category,
  table: `${schema}.record`,
  child,
  where: `held.category = '${category}'`,
});
const assessmentOf = (category: CategoryId): Holding => ({
  category,
  table: `${schema}.assessment`,
  child,
  where: `held.category = '${category}'`,
});
/** A copy from another controller: that it came, and from whom, stays. */
const copyOf = (category: CategoryId): Holding => ({
  category,
  table: `${schema}.received_part`,
  child,
  where: `held.category = '${category}' and held.content <> 'null'::jsonb`,
  empties: { content: "'null'::jsonb", closed_at: 'coalesce(held.closed_at, now())' },
});

/**
 * What the school has of a child by category, for retention. What protects a child (rights, grading) and what the archive act keeps
 * (identity, enrolment, certificates, decisions) has no time here. What a kindergarten recorded lies among the records and goes with them.
 */
export const retained: Retained = {
  holdings: [
    ...recorded.map(recordOf),
    ...assessed.map(assessmentOf),
    ...received.map(copyOf),
    { category: 'guardians-contact', table: `${schema}.guardian`, child },
    {
      category: 'guardians-contact',
      table: `${schema}.person`,
      child: 'held.id',
      where: 'held.is_pupil and (held.email is not null or held.phone is not null)',
      empties: { email: 'null', phone: 'null' },
    },
    {
      category: 'address',
      table: `${schema}.person`,
      child: 'held.id',
      where: 'held.is_pupil and (held.address is not null or held.postal_address is not null)',
      empties: { address: 'null', postal_address: 'null' },
    },
    // The reasons first: an absence that goes with its total has none left.
    {
      category: 'attendance-reasons',
      table: `${schema}.absence`,
      child,
      where: 'held.reason is not null',
      empties: { reason: 'null' },
    },
    { category: 'attendance-reasons', table: `${schema}.absence_report`, child, where: 'held.sealed is not null' },
    { category: 'attendance-totals', table: `${schema}.absence`, child, where: 'not held.on_certificate' },
    {
      category: 'case-namings',
      table: `${schema}.case_naming`,
      child: `(select r.child_id from ${schema}."right" r where r.id = held.right_id)`,
      where: 'not held.untold',
    },
    { category: 'information-requests', table: `${schema}.information_request`, child },
    { category: 'record-openings', table: `${schema}.record_opening`, child },
    { category: 'shared-with-services', table: `${schema}.service_share`, child },
  ],
  unfinished: [
    {
      why: 'request-open',
      table: `${schema}.information_request`,
      child: 'held.child_id',
      where: "held.child_id is not null and held.state = 'WAITING'",
    },
  ],
};

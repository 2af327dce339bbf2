/**
 * What may be opened for a while with a written reason, beside whom it is about: the categories of `opened-record-sees` in the policy of
 * access, in the order of the form. The hub decides; a test holds the two lists together.
 */
export const openable = [
  'guardians-contact',
  'health',
  'allergies',
  'placement',
  'enrolment',
  'attendance-totals',
  'attendance-reasons',
  'ongoing-assessment',
  'written-language-form',
  'language-mapping',
  'individual-decisions',
  'expert-assessment-plans',
] as const;

/** Those of the categories that are closed to the reader and may be opened so, each once. */
export const openableAmong = (closed: readonly string[]): readonly string[] =>
  openable.filter((category) => closed.includes(category));

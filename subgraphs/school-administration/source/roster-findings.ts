/** What a roster file can be wrong about without being refused: the import goes on and says what it did. */
export const findingKinds = [
  'unknown-person',
  'unknown-group',
  'unknown-guardian',
  'unknown-parent',
  'two-units',
  'implausible-size',
  'duplicate-id',
  'duplicate-membership',
  'duplicate-national-id',
  'duplicate-organisation-number',
  'missing-id',
  'missing-name',
  'missing-field',
  'garbled-text',
  'too-long',
  'unknown-role',
  'unknown-subrole',
  'unknown-group-type',
  'unknown-code',
  'unexpected-element',
  'unknown-column',
  'uneven-row',
  'unknown-term',
  'manifest-differs',
  'result-not-kept',
  'marked-deleted',
  'nothing-to-delete',
  'id-taken',
  'invalid-national-id',
  'real-national-id-in-test',
  'national-id-differs',
  'national-id-taken',
  'birth-date-differs',
  'invalid-organisation-number',
  'invalid-date',
  'ends-before-start',
  'school-year-differs',
  'invalid-email',
  'invalid-phone',
  'guardian-without-contact',
  'guardian-is-self',
  'pupil-at-owner',
  'ended-by-staff',
  'password-in-file',
  'encoding-differs',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** One finding, in words for the person who keeps the source system: never a name, a whole national id or a password. */
export interface RosterFinding {
  readonly record: 'finding';
  /** The line of the file where the thing it concerns begins. */
  readonly line: number;
  readonly kind: FindingKind;
  /** What was found, with the source's own id. */
  readonly what: string;
  /** The rule it breaks. */
  readonly why: string;
  /** What the import did about it. */
  readonly done: string;
}

export const finding = (line: number, kind: FindingKind, what: string, why: string, done: string): RosterFinding => ({
  record: 'finding',
  line,
  kind,
  what,
  why,
  done,
});

/** Takes findings while a record is read. */
export type ReportFinding = (line: number, kind: FindingKind, what: string, why: string, done: string) => void;

/** A national id as it may be shown: the check of which one it is, without the number itself. */
export const maskNationalId = (text: string): string =>
  `${text.slice(0, 2)}${'•'.repeat(Math.max(0, text.length - 2))}`;

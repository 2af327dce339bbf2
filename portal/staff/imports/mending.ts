/** How a kind of finding is mended: where, and by whom. Kinds that are mended the same way share a text. */
export type Mending =
  | 'reference'
  | 'duplicate'
  | 'missing'
  | 'vocabulary'
  | 'structure'
  | 'identity'
  | 'date'
  | 'contact'
  | 'text'
  | 'password'
  | 'kept';

const mendings: Readonly<Record<Mending, readonly string[]>> = {
  reference: ['unknown-person', 'unknown-group', 'unknown-guardian', 'unknown-parent', 'nothing-to-delete'],
  duplicate: ['duplicate-id', 'duplicate-membership', 'duplicate-organisation-number', 'two-units', 'id-taken'],
  missing: ['missing-id', 'missing-name', 'missing-field', 'implausible-size'],
  vocabulary: [
    'unknown-role',
    'unknown-subrole',
    'unknown-group-type',
    'unknown-code',
    'unknown-term',
    'pupil-at-owner',
  ],
  structure: ['unexpected-element', 'unknown-column', 'uneven-row', 'manifest-differs', 'marked-deleted'],
  identity: [
    ...['duplicate-national-id', 'invalid-national-id', 'real-national-id-in-test', 'national-id-differs'],
    ...['national-id-taken', 'birth-date-differs', 'invalid-organisation-number'],
  ],
  date: ['invalid-date', 'ends-before-start', 'school-year-differs'],
  contact: ['invalid-email', 'invalid-phone', 'guardian-without-contact', 'guardian-is-self'],
  text: ['garbled-text', 'too-long', 'encoding-differs'],
  password: ['password-in-file'],
  kept: ['ended-by-staff', 'result-not-kept'],
};
const byKind = new Map(
  Object.entries(mendings).flatMap(([mending, kinds]) => kinds.map((kind) => [kind, mending as Mending] as const)),
);

/** A kind that this page does not know yet is mended where the file was made. */
export const mendingOf = (kind: string): Mending => byKind.get(kind) ?? 'structure';

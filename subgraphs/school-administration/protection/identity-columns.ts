/** What the ledger keeps of a person: enough for a roster or the register to find the same one again. */
export const identityColumns = [
  'id',
  'source',
  'source_id',
  'national_id',
  'national_id_claimed',
  'feide_id',
  'given_name',
  'family_name',
  'birth_date',
  'is_pupil',
] as const;

/** What it keeps of a mark: every column that says what holds, since when, and who decided it. */
export const markColumns = {
  right: [
    'id',
    'child_id',
    'person_id',
    'kind',
    'source',
    'reason',
    'decided_by',
    'valid_from',
    'valid_to',
    'recorded_at',
  ],
  address_protection: [
    'id',
    'child_id',
    'grading',
    'source',
    'reason',
    'decided_by',
    'valid_from',
    'valid_to',
    'recorded_at',
  ],
} as const;

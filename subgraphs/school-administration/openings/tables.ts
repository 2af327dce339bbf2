import type { Migration } from '#kit/database/migrate.ts';

/** The letters of personopplysningsloven § 16 (1) by which an opening may be kept from the family for a while. */
export type ExemptionLetter = 'B' | 'C' | 'D' | 'F';

/** What staff have opened of a child for a while with a written reason, what the leader found of it, and until when it is exempt. */
export interface OpeningTables {
  'schoolAdministration.recordOpening': {
    id: string;
    childId: string;
    personId: string;
    /** Category ids (contracts/categories.ts). */
    categories: string[];
    reason: string;
    openedAt: string;
    validFrom: string;
    validTo: string;
    reviewBy: string;
    reviewedAt: string | null;
    reviewedBy: string | null;
    finding: string | null;
    exemptLetter: ExemptionLetter | null;
    exemptReason: string | null;
    exemptBy: string | null;
    exemptTo: string | null;
  };
}

export const openingMigrations: readonly Migration[] = [
  {
    name: '410-record-openings',
    sql: `
create table school_administration.record_opening (
  id uuid primary key, child_id uuid not null references school_administration.person,
  person_id uuid not null references school_administration.person, categories text[] not null, reason text not null,
  opened_at timestamptz not null, valid_from date not null, valid_to date not null, review_by date not null,
  reviewed_at timestamptz, reviewed_by uuid, finding text,
  exempt_letter text check (exempt_letter in ('B','C','D','F')), exempt_reason text, exempt_by uuid, exempt_to date,
  check (num_nulls(exempt_letter, exempt_reason, exempt_by, exempt_to) in (0, 4)));
create index record_opening_child on school_administration.record_opening (child_id);
create index record_opening_person on school_administration.record_opening (person_id, valid_to);
create index record_opening_newest on school_administration.record_opening (valid_from desc, id desc);`,
  },
];

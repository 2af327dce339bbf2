import type { Migration } from '#kit/database/migrate.ts';
import { uploadMigration } from './uploads/migration.ts';

/**
 * The history of roster imports, their findings, and the rows of an import under way. Staged rows are unlogged: they are
 * worth nothing after a crash. `roster_link` says that a source's person or unit is one that another source brought.
 */
export const rosterMigrations: readonly Migration[] = [
  {
    name: '100-roster-imports',
    sql: `
create table school_administration.roster_import (
  id uuid primary key, source text not null, format text not null, state text not null check (state in ('RUNNING','DONE','FAILED')),
  file_hash text, file_made_at text, counts jsonb, reason text, started_at timestamptz not null, ended_at timestamptz,
  alive_at timestamptz not null default clock_timestamp());
create unique index roster_import_running on school_administration.roster_import (source) where state = 'RUNNING';
create index roster_import_source on school_administration.roster_import (source, started_at desc);
create table school_administration.roster_finding (
  id bigint generated always as identity primary key,
  import_id uuid not null references school_administration.roster_import on delete cascade,
  line int not null, kind text not null, what text not null, why text not null, done text not null);
create index roster_finding_import on school_administration.roster_finding (import_id, line);
create table school_administration.roster_link (
  source text not null, of text not null check (of in ('person','unit')), source_id text not null, target_id uuid not null,
  primary key (source, of, source_id));
create unlogged table school_administration.roster_staged_person (
  import_id uuid not null, line int not null, source_id text not null, former_ids text[] not null, given_name text, family_name text,
  full_name text, national_id text, national_id_reported text, feide_id text, gender text, birth_date date, email text, phone text,
  address jsonb, postal_address jsonb, language text, mother_tongues text[] not null, active boolean not null,
  has_role boolean not null default false, is_pupil boolean not null default false, is_contact boolean not null default false,
  person_id uuid, is_new boolean not null default false, primary key (import_id, source_id));
create unlogged table school_administration.roster_staged_unit (
  import_id uuid not null, line int not null, source_id text not null, former_ids text[] not null, kind text not null, name text not null,
  organisation_number text, school_types text[] not null, parent_source_id text,
  unit_id uuid, is_new boolean not null default false, primary key (import_id, source_id));
create unlogged table school_administration.roster_staged_group (
  import_id uuid not null, line int not null, source_id text not null, former_ids text[] not null, kind text not null, name text not null,
  grep_code text, level int, valid_from date, valid_to date,
  group_id uuid, unit_id uuid, is_new boolean not null default false, primary key (import_id, source_id));
create unlogged table school_administration.roster_staged_membership (
  import_id uuid not null, line int not null, group_source_id text not null, person_source_id text not null, role text not null,
  subrole text, active boolean not null, valid_from date, valid_to date);
create index roster_staged_membership_import on school_administration.roster_staged_membership (import_id);
create unlogged table school_administration.roster_staged_contact (
  import_id uuid not null, child_source_id text not null, person_source_id text not null, relation text not null);
create index roster_staged_contact_import on school_administration.roster_staged_contact (import_id);
create unlogged table school_administration.roster_staged_parent (
  import_id uuid not null, group_source_id text not null, parent_source_id text not null);
create index roster_staged_parent_import on school_administration.roster_staged_parent (import_id);
create unlogged table school_administration.roster_change (
  import_id uuid not null, kind text not null, what text not null, row_id uuid, person_id uuid, place_id uuid, on_date date);
create index roster_change_import on school_administration.roster_change (import_id, kind, row_id);
create index roster_change_person on school_administration.roster_change (import_id, kind, person_id);`,
  },
  {
    // The last day as an import wrote it: another one is staff's, and no import touches it.
    name: '101-last-day-as-imported',
    sql: ['enrolment', 'employment', 'membership', 'guardian']
      .map((table) => `alter table school_administration.${table} add column imported_to date;`)
      .join('\n'),
  },
  {
    // A delta is completed with what the hub has of those it names (`reference`), and compared within its `roster_scope` alone.
    // `by_class`: the source says that the child is in a class of the unit, not that it is a pupil of the unit.
    name: '102-deltas',
    sql: `
alter table school_administration.enrolment add column by_class boolean not null default false;
alter table school_administration.roster_staged_person add column reference boolean not null default false,
  add column states_units boolean not null default false;
alter table school_administration.roster_staged_unit add column reference boolean not null default false;
alter table school_administration.roster_staged_group add column reference boolean not null default false;
alter table school_administration.roster_staged_membership add column removed boolean not null default false, add column level int;
create unlogged table school_administration.roster_staged_removal (
  import_id uuid not null, line int not null, of text not null, source_id text not null, primary key (import_id, of, source_id));
create unlogged table school_administration.roster_scope (
  import_id uuid not null, kind text not null, id uuid not null, primary key (import_id, kind, id));`,
  },
  {
    name: '103-contacts-not-stated',
    sql: `
alter table school_administration.roster_staged_person add column states_contacts boolean not null default true;`,
  },
  {
    // Files taken from the watched folder. `settled`: the file lies where it belongs, and nothing is left to do.
    name: '104-pick-ups',
    sql: `
create table school_administration.roster_pick_up (
  id uuid primary key, file_name text not null, state text not null check (state in ('TAKEN','DONE','SET_ASIDE')),
  settled boolean not null default false, attempts int not null default 0, checksum text, import_id uuid, reason text,
  taken_at timestamptz not null, ended_at timestamptz, holder uuid, held_until timestamptz);
create index roster_pick_up_unsettled on school_administration.roster_pick_up (taken_at) where not settled;
create index roster_pick_up_taken on school_administration.roster_pick_up (taken_at desc);
create index roster_pick_up_import on school_administration.roster_pick_up (import_id);
create index roster_import_started on school_administration.roster_import (started_at desc, id);`,
  },
  {
    // Absence and marks that a source has recorded: told again, the row is the same one.
    name: '105-results',
    sql: `
alter table school_administration.absence add column source text, add column source_id text;
create unique index absence_source on school_administration.absence (source, source_id, child_id) where source is not null;
alter table school_administration.assessment add column source text, add column source_id text;
create unique index assessment_source on school_administration.assessment (source, source_id, child_id) where source is not null;
create unlogged table school_administration.roster_staged_result (
  import_id uuid not null, number bigint generated always as identity, line int not null, kind text not null,
  person_source_id text not null, group_source_id text not null, content jsonb not null, primary key (import_id, number));`,
  },
  {
    // Whom a staged person is, is found out in several steps: with room in its page, a row that changes is not indexed anew.
    name: '106-room-for-staged-persons',
    sql: 'alter table school_administration.roster_staged_person set (fillfactor = 40);',
  },
  {
    // What an import was compared with, and what came of it, for the next import of the same file.
    name: '107-settled-imports',
    sql: 'alter table school_administration.roster_import add column settled jsonb;',
  },
  uploadMigration,
];

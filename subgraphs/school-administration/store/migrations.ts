import { placementMigration } from '#kit/access/visibility.ts';
import type { SchemaMigrations } from '#kit/database/migrate.ts';
import { coverMigrations } from '../covers/tables.ts';
import { informationMigrations } from '../information/tables.ts';
import { openingMigrations } from '../openings/tables.ts';
import { protectionMigrations } from '../protection/migrations.ts';
import { rosterMigrations } from '../roster/migrations.ts';
import { sharingMigrations } from '../sharing/tables.ts';
import { unusualMigrations } from '../unusual/tables.ts';
import { nameSearch } from './name-search/migration.ts';

const people = `
create table school_administration.unit (
  id uuid primary key, kind text not null check (kind in ('OWNER','SCHOOL','KINDERGARTEN','SFO')), organisation_number text, name text not null,
  parent_id uuid references school_administration.unit, school_types text[] not null default '{}', source text not null, source_id text not null,
  ended_on date, unique (source, source_id));
create index unit_number on school_administration.unit (organisation_number);
create table school_administration.person (
  id uuid primary key, source text not null, source_id text not null,
  national_id text, national_id_reported text, feide_id text, given_name text not null, family_name text not null,
  gender text, birth_date date, email text, phone text, address jsonb, postal_address jsonb, language text,
  mother_tongues text[] not null default '{}', is_pupil boolean not null default false, ended_on date, unique (source, source_id));
create index person_national_id on school_administration.person (national_id) where national_id is not null;
create index person_feide_id on school_administration.person (feide_id) where feide_id is not null;
create index person_pupil_name on school_administration.person (family_name, given_name, id) where is_pupil;
create table school_administration."group" (
  id uuid primary key, unit_id uuid not null references school_administration.unit, kind text not null, name text not null, grep_code text,
  level int, valid_from date, valid_to date, source text not null, source_id text not null, unique (source, source_id));
create index group_unit on school_administration."group" (unit_id);`;

const belonging = `
create table school_administration.enrolment (
  id uuid primary key, child_id uuid not null references school_administration.person, unit_id uuid not null references school_administration.unit,
  level int, valid_from date, valid_to date, source text not null);
create index enrolment_child on school_administration.enrolment (child_id);
create index enrolment_unit on school_administration.enrolment (unit_id) where valid_to is null;
create table school_administration.membership (
  id uuid primary key, group_id uuid not null references school_administration."group", person_id uuid not null references school_administration.person,
  role text not null, valid_from date, valid_to date, source text not null);
create index membership_person on school_administration.membership (person_id);
create index membership_group on school_administration.membership (group_id);
create table school_administration.employment (
  id uuid primary key, unit_id uuid not null references school_administration.unit, person_id uuid not null references school_administration.person,
  role text not null, subrole text, valid_from date, valid_to date, source text not null);
create index employment_person on school_administration.employment (person_id);
create table school_administration.guardian (
  id uuid primary key, child_id uuid not null references school_administration.person, person_id uuid not null references school_administration.person,
  relation text not null, valid_from date, valid_to date, source text not null);
create index guardian_child on school_administration.guardian (child_id);`;

const rights = `
create table school_administration."right" (
  id uuid primary key, child_id uuid not null references school_administration.person, person_id uuid references school_administration.person,
  kind text not null, source text not null check (source in ('FOLKEREGISTERET','STAFF')), reason text, decided_by uuid,
  valid_from date not null, valid_to date, recorded_at timestamptz not null default now());
create index right_child on school_administration."right" (child_id);
create index right_person on school_administration."right" (person_id);
create table school_administration.address_protection (
  id uuid primary key, child_id uuid not null references school_administration.person,
  grading text not null check (grading in ('CONFIDENTIAL','STRICTLY_CONFIDENTIAL')), source text not null, reason text, decided_by uuid,
  valid_from date not null, valid_to date, recorded_at timestamptz not null default now());
create index address_protection_child on school_administration.address_protection (child_id);
create table school_administration.residence (
  child_id uuid not null references school_administration.person, municipality_number text not null, valid_from date not null,
  primary key (child_id, valid_from));
create table school_administration.register_pointer (register text primary key, seq bigint not null, etag text, read_at timestamptz);`;

const records = `
create table school_administration.absence (
  id uuid primary key, child_id uuid not null references school_administration.person, starts_on date not null, ends_on date not null,
  days numeric(5,1) not null default 0, hours numeric(5,1) not null default 0, documented boolean not null default false, on_certificate boolean not null default false,
  reason text, subject_code text, recorded_by text, recorded_at timestamptz not null default now());
create index absence_child on school_administration.absence (child_id, starts_on desc, id);
create table school_administration.assessment (
  id uuid primary key, child_id uuid not null references school_administration.person, category text not null, subject_code text not null,
  subject text not null, mark text, feedback text, level int, term text not null, assessed_on date not null, recorded_by text,
  recorded_at timestamptz not null default now());
create index assessment_child on school_administration.assessment (child_id, assessed_on desc, id);
create table school_administration.record (
  id uuid primary key, child_id uuid not null references school_administration.person, kind text not null, category text not null, title text not null,
  body text not null, legal_basis text, valid_from date not null, valid_to date, recorded_by text, recorded_at timestamptz not null default now());
create index record_child on school_administration.record (child_id, category, valid_from desc, id);
create table school_administration.received_part (
  part_id uuid primary key, child_id uuid not null references school_administration.person, transfer_id uuid not null, category text not null,
  sender_number text not null, sender_name text not null, rule text not null, legal_basis text not null, as_history boolean not null,
  content jsonb not null, content_hash text not null, received_at timestamptz not null);
create index received_part_child on school_administration.received_part (child_id, category);`;

const additions = `
alter table school_administration.absence add column kind text not null default 'OCCASION' check (kind in ('OCCASION','TERM_TOTAL'));
create table school_administration.system_approval (
  client_id text not null, unit_id uuid not null references school_administration.unit, valid_from date, valid_to date,
  primary key (client_id, unit_id));
create table school_administration.guardian_match (
  guardian_id uuid primary key references school_administration.person, person_id uuid references school_administration.person,
  reason text not null, decided_by text not null, decided_at timestamptz not null default now());
create table school_administration.register_look_up (
  child_id uuid primary key references school_administration.person, found boolean not null, looked_up_at timestamptz not null);`;

const rollOver = `
create table school_administration.roll_over (
  school_year int primary key, applied_at timestamptz not null, report jsonb not null);`;
const caseNamings = `
create table school_administration.case_naming (
  id uuid primary key, child_key text not null, kind text not null check (kind in ('NAMED_FOR_CASE','NAMED_BY_DECISION')),
  person_id uuid not null references school_administration.person, reason text not null, named_by uuid not null,
  valid_from date not null, valid_to date not null, named_at timestamptz not null, end_reason text,
  right_id uuid, untold boolean not null default false);
create index case_naming_named_at on school_administration.case_naming (named_at desc, id desc);`;

// A case is open, closed by a person, or gone because the register says so no more; one that a person closed stays closed while it lasts.
const register = `
create table school_administration.register_event_count (
  type text primary key, handled bigint not null default 0, ignored bigint not null default 0, of_nobody bigint not null default 0,
  last_read_at timestamptz not null);
create table school_administration.register_case (
  id uuid primary key, child_id uuid not null references school_administration.person, kind text not null
    check (kind in ('DECEASED','EMIGRATED','CEASED','FALSE_IDENTITY','UNDER_GUARDIANSHIP','NUMBER_TAKEN')),
  state text not null check (state in ('OPEN','CLOSED','GONE')), noted_at timestamptz not null, settled_at timestamptz,
  closed_by text, reason text);
create unique index register_case_current on school_administration.register_case (child_id, kind) where state <> 'GONE';
create index register_case_open on school_administration.register_case (noted_at, id) where state = 'OPEN';
create table school_administration.match_decision (
  seq bigint generated always as identity primary key, id uuid not null unique, child_id uuid not null references school_administration.person, guardian_id uuid references school_administration.person,
  outcome text not null check (outcome in ('MATCHED','NO_MATCH','UNDONE')), person_id uuid, number_before text, reason text not null,
  decided_by text not null, decided_at timestamptz not null);
create index match_decision_child on school_administration.match_decision (child_id, seq desc);`;

/** A report waits while it is sealed here; applied, only its state is kept. */
const absenceReports = `
create table school_administration.absence_report (
  report_id uuid primary key, child_id uuid not null, state text not null check (state in ('REPORTED','RETRACTED')), sealed text);
create index absence_report_waiting on school_administration.absence_report (report_id) where sealed is not null;
alter table school_administration.absence add column report_id uuid unique;`;

/** Closed: nobody works with it. Disposed of: the content is gone, by the authority that is named. */
const endedCopies = `
alter table school_administration.received_part add column closed_at timestamptz, add column disposal text;`;
const schoolChanges = `
create table school_administration.school_merger (
  id uuid primary key, unit_ids uuid[] not null, organisation_number text not null, name text not null, takes_effect_on date not null,
  leader_ids uuid[] not null, reason text not null, decided_by text not null, decided_at timestamptz not null,
  state text not null check (state in ('RECORDED','DONE','CANCELLED')), into_unit_id uuid references school_administration.unit,
  settled_reason text, settled_at timestamptz);
create index school_merger_due on school_administration.school_merger (takes_effect_on) where state = 'RECORDED';
create table school_administration.departure_settled (
  child_id uuid primary key references school_administration.person, left_on date not null, reason text not null,
  decided_by text not null, decided_at timestamptz not null);`;

/** What those who decide have permitted a school of ours to see of what a kindergarten of ours recorded (barnehageloven § 2 a). */
const sharedWithin = `
create table school_administration.shared_within (
  child_id uuid not null references school_administration.person, category text not null, transfer_id uuid not null,
  legal_basis text not null, shared_at timestamptz not null, primary key (child_id, category));`;

/** For which change it was permitted: from where to where, to which unit, and of what was recorded before which day. */
const sharedWithinUnits = `
alter table school_administration.shared_within
  add column direction text not null default 'kindergarten-to-school',
  add column unit_id uuid references school_administration.unit,
  add column recorded_before date;
alter table school_administration.shared_within drop constraint shared_within_pkey;
alter table school_administration.shared_within add primary key (child_id, category, transfer_id);`;

/** What a closing ended, with the last days that were there before, so that it can be undone. */
const unitClosings = `
create table school_administration.unit_closing (
  id uuid primary key, unit_id uuid not null references school_administration.unit, last_day date not null, ended_on_before date,
  rows_before jsonb not null, reason text not null, decided_by text not null, decided_at timestamptz not null,
  state text not null check (state in ('RECORDED','CANCELLED')), settled_reason text, settled_by text, settled_at timestamptz);
create index unit_closing_of_unit on school_administration.unit_closing (unit_id) where state = 'RECORDED';`;

/** What leaders have decided on systems; a unit that has decided is out of the settings' hands. */
const systemDecisions = `
create table school_administration.system_decision (
  seq bigint generated always as identity primary key, id uuid not null unique, client_id text not null,
  unit_id uuid not null references school_administration.unit, decision text not null check (decision in ('APPROVED','WITHDRAWN')),
  valid_from date, valid_to date, reason text not null, decided_by uuid not null, decided_at timestamptz not null);
create index system_decision_of_unit on school_administration.system_decision (unit_id, client_id, seq desc);`;

/** A number that somebody hidden has here already: shown and asked the register about as any other, and never matched on. */
const claimedNumbers = `
alter table school_administration.person add column national_id_claimed text;
create index person_national_id_claimed on school_administration.person (national_id_claimed) where national_id_claimed is not null;
alter table school_administration.roster_staged_person add column national_id_claimed text;`;

export const migrations: SchemaMigrations = {
  schema: 'school_administration',
  migrations: [
    placementMigration('school_administration'),
    { name: '001-people-units-groups', sql: people },
    { name: '002-belonging', sql: belonging },
    { name: '003-rights', sql: rights },
    { name: '004-records', sql: records },
    { name: '005-approvals-matches-announcements', sql: additions },
    { name: '006-roll-over', sql: rollOver },
    { name: '007-register-cases-match-decisions', sql: register },
    { name: '008-mergers-departures', sql: schoolChanges },
    ...rosterMigrations,
    { name: '200-case-namings', sql: caseNamings },
    { name: '201-absence-reports', sql: absenceReports },
    ...protectionMigrations,
    { name: '202-shared-within', sql: sharedWithin },
    { name: '203-ended-copies', sql: endedCopies },
    { name: '204-unit-closings', sql: unitClosings },
    { name: '205-system-decisions', sql: systemDecisions },
    ...sharingMigrations,
    ...informationMigrations,
    { name: '206-shared-within-units', sql: sharedWithinUnits },
    { name: '207-name-search', sql: nameSearch },
    { name: '208-claimed-numbers', sql: claimedNumbers },
    ...openingMigrations,
    ...coverMigrations,
    ...unusualMigrations,
  ],
};

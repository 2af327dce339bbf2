import { placementMigration } from '#kit/access/visibility.ts';
import type { SchemaMigrations } from '#kit/database/migrate.ts';

/**
 * The archive's own tables. Numbers are unique where Noark 5 says so; nothing here is deleted by the hub except content that an
 * authority to dispose covers (arkivlova 2025 § 13), and then the entry stays with its number.
 */
export const archiveMigrations: SchemaMigrations = {
  schema: 'archive',
  migrations: [
    placementMigration('archive'),
    {
      name: '001-records-and-journal',
      sql: `
create table archive.pupil_record (
  system_id uuid primary key, child_id uuid not null unique,
  case_year integer, case_sequence integer, status text not null, body jsonb not null,
  unique (case_year, case_sequence));
create table archive.journal_entry (
  system_id uuid primary key, child_id uuid not null references archive.pupil_record (child_id), source_key text not null unique,
  kind text not null, position bigint generated always as identity unique,
  journal_year integer, journal_sequence integer, entry_in_case integer, status text not null, body jsonb not null,
  provenance jsonb,
  unique (journal_year, journal_sequence), unique (child_id, entry_in_case));
create index journal_entry_of_child on archive.journal_entry (child_id, position);
create table archive.document_content (
  document_id uuid primary key, entry_id uuid not null references archive.journal_entry (system_id), content bytea not null);
create index document_content_of_entry on archive.document_content (entry_id);
create table archive.number_series (series text primary key, last bigint not null);
create table archive.intake (
  source_key text primary key, position bigint generated always as identity unique, child_id uuid not null, event_type text not null,
  occurred_at timestamptz not null, data jsonb not null, due_at timestamptz not null, attempts integer not null default 0, reason text,
  given_up boolean not null default false);
create index intake_due on archive.intake (due_at) where not given_up;
create table archive.delivery (
  entry_id uuid primary key references archive.journal_entry (system_id), position bigint not null, child_id uuid not null,
  due_at timestamptz not null, attempts integer not null default 0, reason text);
create index delivery_due on archive.delivery (due_at);`,
    },
  ],
};

import { placementMigration } from '#kit/access/visibility.ts';
import type { SchemaMigrations } from '#kit/database/migrate.ts';

export const dataSharingMigrations: SchemaMigrations = {
  schema: 'data_sharing',
  migrations: [
    placementMigration('data_sharing'),
    {
      name: '001-transfers',
      sql: `
create table data_sharing.transfer (
  id uuid primary key, side text not null, child_id uuid, peer text not null, phase text not null, open boolean not null,
  version integer not null, state jsonb not null, waits_for jsonb not null, created_at timestamptz not null, updated_at timestamptz not null);
create index transfer_of_child on data_sharing.transfer (child_id, created_at desc, id);
create index transfer_by_time on data_sharing.transfer (created_at desc, id);
create table data_sharing.transfer_event (
  transfer_id uuid not null references data_sharing.transfer (id), version integer not null, type text not null, at timestamptz not null,
  body jsonb not null, primary key (transfer_id, version));
create table data_sharing.task (
  transfer_id uuid not null references data_sharing.transfer (id), step text not null, detail jsonb not null, due_at timestamptz not null,
  attempts integer not null default 0, problem text, primary key (transfer_id, step));
create index task_due on data_sharing.task (due_at);
create table data_sharing.outbound (
  id uuid primary key, position bigint generated always as identity unique, peer text not null, typ text not null,
  transfer_id uuid not null references data_sharing.transfer (id), compact text, due_at timestamptz not null,
  attempts integer not null default 0, problem text, delivered_at timestamptz);
create index outbound_waiting on data_sharing.outbound (peer, transfer_id, position) where delivered_at is null;
create table data_sharing.inbound (
  id text primary key, position bigint generated always as identity unique, peer text not null, typ text not null, compact text,
  received_at timestamptz not null, due_at timestamptz not null, attempts integer not null default 0, handled_at timestamptz, problem text);
create index inbound_waiting on data_sharing.inbound (position) where handled_at is null;
create table data_sharing.request (
  transfer_id uuid primary key references data_sharing.transfer (id), compact text not null, received_at timestamptz not null);
create table data_sharing.part (
  part_id uuid primary key, transfer_id uuid not null references data_sharing.transfer (id), category text not null, batch integer,
  rule text not null, legal_basis text not null, as_history boolean not null, sealed text, content_hash text);
create index part_of_transfer on data_sharing.part (transfer_id);
create table data_sharing.arrival (
  child_id uuid not null, unit_id uuid not null, start_date date not null, previous_municipality text, due_at timestamptz not null,
  attempts integer not null default 0, problem text, primary key (child_id, unit_id, start_date));
create index arrival_due on data_sharing.arrival (due_at);`,
    },
    {
      name: '002-hand-overs',
      sql: `
alter table data_sharing.transfer add column from_unit uuid, add column stage text;
create index transfer_of_hand_overs on data_sharing.transfer (from_unit, stage, created_at desc, id) where stage is not null;`,
    },
    {
      name: '003-documents',
      sql: `
create table data_sharing.document (
  transfer_id uuid primary key references data_sharing.transfer (id), sealed text not null);`,
    },
    {
      // What was sealed to a peer cannot be kept otherwise; no hub has been released that has such messages waiting.
      name: '004-messages-sealed-when-sent',
      sql: `
alter table data_sharing.outbound add column kept_for text, add column kept text;
alter table data_sharing.outbound drop column compact;`,
    },
    {
      name: '005-access-questions',
      sql: `
create table data_sharing.access_question (
  id uuid primary key, child_id uuid not null, asked_by uuid not null, look_up jsonb not null, question text not null,
  asked_at timestamptz not null, answer text, answered_by text, answered_at timestamptz);
create index access_question_open on data_sharing.access_question (asked_at, id) where answered_at is null;
create index access_question_of_child on data_sharing.access_question (child_id);`,
    },
    {
      name: '006-data-exports',
      sql: `
create table data_sharing.data_export (
  id uuid primary key, child_id uuid not null, viewer jsonb not null, language text not null,
  state text not null check (state in ('REQUESTED','MADE','SCREENED','DELIVERED')), requested_at timestamptz not null,
  try_at timestamptz not null, made_at timestamptz, sealed text, held_back jsonb not null default '[]', screened_by text,
  screened_at timestamptz, delivered_at timestamptz, problem text);
create index data_export_of_child on data_sharing.data_export (child_id, requested_at desc);
create index data_export_waiting on data_sharing.data_export (state, requested_at) where state in ('REQUESTED','MADE');`,
    },
    {
      name: '007-attended-exports',
      sql: 'alter table data_sharing.data_export add column attended text;',
    },
    {
      // asked_by is a person of the home, from_peer the controller that has told of a correction of what it sent: one of the two.
      name: '008-corrections',
      sql: `
create table data_sharing.correction (
  id uuid primary key, child_id uuid not null, asked_by uuid, from_peer text, category text not null, wrong text not null,
  "right" text not null, asked_at timestamptz not null, outcome text check (outcome in ('CORRECTED','REFUSED')), answer text,
  corrected_to text, answered_by text, answered_at timestamptz, receivers jsonb not null default '[]',
  check ((asked_by is null) <> (from_peer is null)));
create index correction_open on data_sharing.correction (asked_at, id) where answered_at is null;
create index correction_of_child on data_sharing.correction (child_id, asked_at desc);`,
    },
  ],
};

import { placementMigration } from '#kit/access/visibility.ts';
import type { SchemaMigrations } from '#kit/database/migrate.ts';

export const schemaName = 'parent_communication';

export const parentCommunicationMigrations: SchemaMigrations = {
  schema: schemaName,
  migrations: [
    placementMigration(schemaName),
    {
      name: '001-threads-absence-permissions',
      sql: `
create table parent_communication.thread (
  id uuid primary key, child_id uuid not null, unit_id uuid not null, subject text not null, status text not null,
  closed_because text, opened_at timestamptz not null, last_message_at timestamptz not null);
create index thread_of_child on parent_communication.thread (child_id, last_message_at desc, id desc);
create table parent_communication.message (
  id uuid primary key, position bigint generated always as identity unique,
  thread_id uuid not null references parent_communication.thread (id), child_id uuid not null,
  author_id text not null, author_role text not null, recipients jsonb not null, recipient_ids text[] not null,
  text text not null, sent_at timestamptz not null, in_reply_to uuid, case_document boolean not null);
create index message_of_thread on parent_communication.message (thread_id, position);
create table parent_communication.message_read (
  message_id uuid not null references parent_communication.message (id), person_id text not null, read_at timestamptz not null,
  primary key (message_id, person_id));
create table parent_communication.absence_report (
  id uuid primary key, child_id uuid not null, status text not null, reported_by jsonb not null, absence jsonb not null,
  reported_at timestamptz not null, changed_at timestamptz not null);
create index absence_report_of_child on parent_communication.absence_report (child_id, reported_at desc, id desc);
create table parent_communication.permission_request (
  transfer_id uuid not null, category text not null, child_id uuid not null, asked_at timestamptz not null, body jsonb not null,
  primary key (transfer_id, category));
create index permission_request_of_child on parent_communication.permission_request (child_id, asked_at desc);
create table parent_communication.notice (
  id uuid primary key, recipient text not null, child_id uuid not null, kind text not null, about text not null,
  came_up timestamptz not null, told_at timestamptz, unique (recipient, about));
create index notice_waiting on parent_communication.notice (came_up) where told_at is null;
create table parent_communication.delivery (
  id uuid primary key, recipient text not null, text text not null, made_at timestamptz not null);
create table parent_communication.preferences (person_id text primary key, preferences jsonb not null);
create table parent_communication.recheck (child_id uuid primary key);`,
    },
    {
      // What is told of no child in particular: a task of staff.
      name: '002-notices-of-no-child',
      sql: 'alter table parent_communication.notice alter column child_id drop not null;',
    },
    {
      // What is to be mailed of what was told; a row is gone when the mail is.
      name: '003-mails',
      sql: `
create table parent_communication.mail (
  delivery_id uuid primary key, recipient text not null, parts jsonb not null, made_at timestamptz not null, try_at timestamptz not null);
create index mail_due on parent_communication.mail (try_at);`,
    },
    {
      name: '004-retractions',
      sql: `
create table parent_communication.message_retraction (
  message_id uuid primary key references parent_communication.message (id), child_id uuid not null, about_child_id uuid,
  reason text not null, retracted_by text not null, retracted_at timestamptz not null, found_out_at timestamptz not null,
  sealed text not null);
create index message_retraction_of_child on parent_communication.message_retraction (child_id);`,
    },
  ],
};

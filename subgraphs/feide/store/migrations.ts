import { placementMigration } from '#kit/access/visibility.ts';
import type { SchemaMigrations } from '#kit/database/migrate.ts';

/**
 * Groups and accounts are never deleted, so memberships hold no foreign keys: checking two for each of a municipality's tens of
 * thousands of rows would be half the time of its first reading.
 */
export const feideMigrations: SchemaMigrations = {
  schema: 'feide',
  migrations: [
    placementMigration('feide'),
    {
      name: '001-groups-accounts-memberships',
      sql: `
create table feide.feide_group (
  id text primary key, type text not null check (type in ('ORGANISATION','SCHOOL','GROUP')),
  kind text check (kind in ('BASIC','TEACHING','OTHER')), display_name text not null, parent_id text, organisation_number text,
  unit_id uuid, grep_code text, grep_name text, valid_from date, valid_to date,
  seen_from timestamptz not null, seen_until timestamptz);
create index feide_group_unit on feide.feide_group (unit_id, display_name, id) where seen_until is null;
create index feide_group_number on feide.feide_group (organisation_number);
create table feide.account (
  feide_id text primary key, child_id uuid, name text not null, seen_from timestamptz not null, seen_until timestamptz);
create index account_child on feide.account (child_id) where child_id is not null;
create table feide.membership (
  id bigint generated always as identity primary key, feide_id text not null,
  group_id text not null, role text not null, affiliation text not null,
  seen_from timestamptz not null, seen_until timestamptz);
create unique index membership_open on feide.membership (feide_id, group_id) where seen_until is null;
create index membership_person on feide.membership (feide_id);
create index membership_group on feide.membership (group_id) where seen_until is null;
create table feide.reading (realm text primary key, read_at timestamptz not null, groups integer not null, unidentified integer not null);`,
    },
    {
      name: '002-changes',
      sql: `
create table feide.membership_change (
  id uuid primary key, feide_id text not null references feide.account, group_id text not null references feide.feide_group,
  kind text not null check (kind in ('JOIN','LEAVE')), transfer_id uuid, asked_at timestamptz not null, handed_over_at timestamptz,
  attempts integer not null default 0, due_at timestamptz not null, settled_at timestamptz,
  outcome text check (outcome in ('SHOWN','WITHDRAWN')));
create unique index membership_change_open on feide.membership_change (feide_id, group_id) where settled_at is null;
create index membership_change_due on feide.membership_change (due_at) where settled_at is null;
create table feide.follow_up (
  transfer_id uuid primary key, child_id uuid not null, movement text not null check (movement in ('LEFT','CAME','WITHIN')),
  closed_at timestamptz not null, done_at timestamptz);
create index follow_up_waiting on feide.follow_up (closed_at) where done_at is null;
create table feide.school_group (
  group_id uuid primary key, unit_id uuid not null, name text not null, valid_from date, valid_to date);
create index school_group_unit on feide.school_group (unit_id);
create view feide.belonging as
  select account.child_id, membership.group_id, 'm' || membership.id as entry_id, membership.affiliation,
    case when membership.seen_until is not null then 'ENDED' when change.id is not null then 'LEAVING' else 'CURRENT' end as state,
    membership.seen_from, membership.seen_until, change.asked_at, change.transfer_id
  from feide.membership join feide.account using (feide_id)
  left join feide.membership_change as change on change.feide_id = membership.feide_id and change.group_id = membership.group_id
    and change.settled_at is null and change.kind = 'LEAVE' and membership.seen_until is null
  where account.child_id is not null
  union all
  select account.child_id, change.group_id, 'c' || change.id as entry_id, 'STUDENT', 'JOINING', null, null, change.asked_at, change.transfer_id
  from feide.membership_change as change join feide.account using (feide_id)
  where change.settled_at is null and change.kind = 'JOIN' and account.child_id is not null;`,
    },
  ],
};

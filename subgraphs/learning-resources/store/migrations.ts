import { placementMigration } from '#kit/access/visibility.ts';
import type { SchemaMigrations } from '#kit/database/migrate.ts';

export const schemaName = 'learning_resources';

export const learningResourcesMigrations: SchemaMigrations = {
  schema: schemaName,
  migrations: [
    placementMigration(schemaName),
    {
      name: '001-catalogue',
      sql: `
create table learning_resources.unit (unit_id uuid primary key, organisation_number text, kind text not null);
create table learning_resources.competence_aim (
  code text primary key, title jsonb not null, curriculum_code text, curriculum_title text,
  levels text[] not null, in_force boolean not null);
create index competence_aim_curriculum on learning_resources.competence_aim (curriculum_code);
create table learning_resources.resource (
  id uuid primary key, reference text unique, title text not null, supplier text not null, description jsonb not null,
  levels text[] not null, languages text[] not null, competence_aims text[] not null,
  agreement_ends_on date, lacks_parallel_edition boolean not null,
  status text not null, scope text, approved_until date, approved_levels text[] not null, unit_ids uuid[] not null,
  reason text, version integer not null);
create index resource_in_order on learning_resources.resource (title, id);
create index resource_aims on learning_resources.resource using gin (competence_aims);
create index resource_expiry on learning_resources.resource (approved_until) where status in ('APPROVED', 'DISTRIBUTED');
create table learning_resources.approval_event (
  resource_id uuid not null references learning_resources.resource (id), version integer not null, event jsonb not null,
  primary key (resource_id, version));
create table learning_resources.group_use (
  group_id text not null, resource_id uuid not null references learning_resources.resource (id), purpose text not null,
  used_from date not null, used_to date, by_person text not null, primary key (group_id, resource_id, used_from));
create table learning_resources.base_package (
  level text not null, resource_id uuid not null references learning_resources.resource (id),
  used_from date not null, used_to date, primary key (level, resource_id, used_from));
create table learning_resources.pupil_level (child_id uuid primary key, level text);
create table learning_resources.access_change (
  id uuid primary key, child_id uuid not null, resource_id uuid not null references learning_resources.resource (id),
  change text not null, changed_at timestamptz not null);
create index access_change_of_child on learning_resources.access_change (child_id, changed_at, id);`,
    },
  ],
};

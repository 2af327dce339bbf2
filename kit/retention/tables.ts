import type { SchemaMigrations } from '#kit/database/migrate.ts';

/** Schema `retention`: what was done with what was past its time, and what is closed, sealed under the child's own key. */
export type RetentionTables = {
  /** One category of one child: added to, never changed; it says nothing of the content. */
  'retention.done': {
    id: string;
    childId: string;
    category: string;
    outcome: 'disposed' | 'closed';
    rows: number;
    legalBasis: string;
    doneAt: string;
  };
  'retention.closed': { id: string; childId: string; category: string; sealed: string; closedAt: string };
};

export const retentionMigrations: SchemaMigrations = {
  schema: 'retention',
  migrations: [
    {
      name: '001-done-and-closed',
      sql: `
create table retention.done (
  id uuid primary key, child_id uuid not null, category text not null, outcome text not null check (outcome in ('disposed','closed')),
  rows integer not null, legal_basis text not null, done_at timestamptz not null);
create index done_of_child on retention.done (child_id, done_at desc);
create table retention.closed (
  id uuid primary key, child_id uuid not null, category text not null, sealed text not null, closed_at timestamptz not null);
create index closed_of_child on retention.closed (child_id, category);`,
    },
  ],
};

import type { SchemaMigrations } from '#kit/database/migrate.ts';

/** The trail of disclosures, in schema `audit`. Content and chain are apart: retention may delete content and keep the hash. */
export type AuditTables = {
  'audit.disclosure': {
    writer: string;
    seq: number;
    at: string;
    viewer: string;
    organisation: string | null;
    purpose: string | null;
    requestId: string;
    childId: string | null;
    /** Category id → paragraphs. */
    categories: Record<string, readonly string[]>;
    /** What the viewer was to the child then (contracts/capacities.ts). */
    capacity: string | null;
    salt: string;
  };
  'audit.link': { writer: string; seq: number; commitment: string; hash: string };
};

export const auditMigrations: SchemaMigrations = {
  schema: 'audit',
  migrations: [
    {
      name: '001-disclosures',
      sql: `
create table audit.disclosure (
  writer text not null, seq bigint not null, at text not null, viewer text not null, organisation text, purpose text,
  request_id text not null, child_id uuid, categories jsonb not null, salt text not null, primary key (writer, seq));
create index disclosure_child on audit.disclosure (child_id, at desc);
create table audit.link (
  writer text not null, seq bigint not null, commitment text not null, hash text not null, primary key (writer, seq));`,
    },
    { name: '002-capacities', sql: 'alter table audit.disclosure add column capacity text;' },
    // For whoever looks for what stands out of a day.
    { name: '003-by-time', sql: 'create index disclosure_at on audit.disclosure (at);' },
  ],
};

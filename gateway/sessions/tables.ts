import type { SchemaMigrations } from '#kit/database/migrate.ts';

/**
 * Schema `gateway`: who is signed in, sealed under the secret of the browser's cookie, which is not here; and what clients may ask.
 */
export interface GatewayTables {
  'gateway.session': {
    /** SHA-256 of the cookie's secret. */
    idHash: string;
    sealed: string;
    startedAt: Date;
    lastSeenAt: Date;
    endsAt: Date;
    /** Keyed hashes of whom the issuer names and of its own session: by them the issuer ends it. Null where it began before they were kept. */
    subjectHash: string | null;
    issuerSessionHash: string | null;
  };
  /** A sign-in under way: good once. */
  'gateway.signIn': { stateHash: string; sealed: string; endsAt: Date };
  /** An operation that a client has registered, by the SHA-256 of its text in hexadecimal. */
  'gateway.document': { clientId: string; hash: string; name: string; text: string; registeredAt: Date };
  /** The query plan of an operation, as JSON, by SHA-256 of the graph and of the operation. */
  'gateway.plan': { graphHash: string; operationHash: string; plan: string; keptAt: Date };
}

export const gatewayMigrations: SchemaMigrations = {
  schema: 'gateway',
  migrations: [
    {
      name: '001-sessions',
      sql: `
create table gateway.session (
  id_hash text primary key, sealed text not null, started_at timestamptz not null, last_seen_at timestamptz not null,
  ends_at timestamptz not null);
create index session_ends on gateway.session (ends_at);
create table gateway.sign_in (state_hash text primary key, sealed text not null, ends_at timestamptz not null);
create index sign_in_ends on gateway.sign_in (ends_at);`,
    },
    {
      name: '002-documents',
      sql: `
create table gateway.document (
  client_id text not null, hash text not null check (hash ~ '^[0-9a-f]{64}$'), name text not null, text text not null,
  registered_at timestamptz not null, primary key (client_id, hash));`,
    },
    {
      name: '003-plans',
      sql: `
create table gateway.plan (
  graph_hash text not null, operation_hash text not null, plan text not null, kept_at timestamptz not null,
  primary key (graph_hash, operation_hash));`,
    },
    {
      name: '004-sessions-that-the-issuer-ends',
      sql: `
alter table gateway.session add column subject_hash text, add column issuer_session_hash text;
create index session_subject on gateway.session (subject_hash);
create index session_of_issuer on gateway.session (issuer_session_hash);`,
    },
  ],
};

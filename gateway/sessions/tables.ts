import type { SchemaMigrations } from '#kit/database/migrate.ts';

/** Who is signed in, in schema `gateway`. What the rows say is sealed under the secret of the browser's cookie, which is not here. */
export interface GatewayTables {
  'gateway.session': {
    /** SHA-256 of the cookie's secret. */
    idHash: string;
    sealed: string;
    startedAt: Date;
    lastSeenAt: Date;
    endsAt: Date;
  };
  /** A sign-in under way: good once. */
  'gateway.signIn': { stateHash: string; sealed: string; endsAt: Date };
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
  ],
};

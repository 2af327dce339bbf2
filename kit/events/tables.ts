import type { Generated } from 'kysely';
import type { SchemaMigrations } from '#kit/database/migrate.ts';
import type { Envelope } from './envelope.ts';

/** The kit's own tables for events, in schema `events`; every subgraph of a controller shares them. */
export interface EventTables {
  'events.outbox': {
    seq: Generated<number>;
    topic: string;
    key: string;
    envelope: Envelope;
    xid: Generated<string>;
    sentAt: string | null;
  };
  'events.inbox': { consumer: string; eventId: string; handledAt: Generated<string> };
  'events.deadLetter': {
    id: Generated<number>;
    consumer: string;
    eventId: string;
    envelope: Envelope;
    reason: string;
    /** The kind of error, without its words. */
    code: Generated<string>;
    failedAt: Generated<string>;
    replayedAt: string | null;
    retryAskedAt: string | null;
    setAsideAt: string | null;
    setAsideBy: string | null;
    setAsideReason: string | null;
  };
  'events.record': {
    position: Generated<number>;
    topic: string;
    key: string;
    envelope: Envelope;
    xid: Generated<string>;
    at: Generated<string>;
  };
  'events.position': { consumer: string; position: number };
  'events.lease': { name: string; holder: string; until: string };
  'events.signOfLife': {
    subgraph: string;
    startedAt: string;
    aliveAt: string;
    database: string;
    log: string;
  };
  'events.logPlace': { topic: string; log: string; partition: number; position: number };
  'events.idempotency': {
    subgraph: string;
    viewer: string;
    key: string;
    request: string;
    answer: unknown;
    at: Generated<string>;
  };
}

export const eventMigrations: SchemaMigrations = {
  schema: 'events',
  migrations: [
    {
      name: '001-outbox-inbox-log',
      sql: `
create table events.outbox (
  seq bigint generated always as identity primary key, topic text not null, key text not null, envelope jsonb not null,
  xid xid8 not null default pg_current_xact_id(), sent_at timestamptz);
create index outbox_waiting on events.outbox (seq) where sent_at is null;
create table events.inbox (
  consumer text not null, event_id text not null, handled_at timestamptz not null default now(), primary key (consumer, event_id));
create table events.dead_letter (
  id bigint generated always as identity primary key, consumer text not null, event_id text not null, envelope jsonb not null,
  reason text not null, failed_at timestamptz not null default now(), replayed_at timestamptz, unique (consumer, event_id));
create table events.record (
  position bigint generated always as identity primary key, topic text not null, key text not null, envelope jsonb not null,
  xid xid8 not null default pg_current_xact_id());
create table events.position (consumer text primary key, position bigint not null);
create table events.lease (name text primary key, holder text not null, until timestamptz not null);
create table events.idempotency (
  subgraph text not null, viewer text not null, key text not null, request text not null, answer jsonb not null,
  at timestamptz not null default now(), primary key (subgraph, viewer, key));`,
    },
    {
      name: '002-log-places',
      sql: `
create index outbox_waiting_of_topic on events.outbox (topic, seq) where sent_at is null;
create table events.log_place (
  topic text not null, log text not null, partition int not null, position bigint not null, primary key (topic, log, partition));`,
    },
    {
      // What pruning looks for: by age, and by the id of an event that might come again.
      name: '003-ages',
      sql: `
alter table events.record add column at timestamptz not null default now();
create index record_event on events.record ((envelope ->> 'id'));
create index outbox_event on events.outbox ((envelope ->> 'id'));
create index outbox_sent on events.outbox (sent_at) where sent_at is not null;
create index inbox_handled on events.inbox (handled_at);
create index idempotency_at on events.idempotency (at);`,
    },
    {
      // What an operator sees of dead letters, and has decided on them; which subgraphs some process has.
      name: '004-operations',
      sql: `
alter table events.dead_letter add column code text not null default 'UNKNOWN', add column retry_asked_at timestamptz,
  add column set_aside_at timestamptz, add column set_aside_by text, add column set_aside_reason text;
create table events.sign_of_life (
  subgraph text primary key, started_at timestamptz not null, alive_at timestamptz not null, database text not null, log text not null);`,
    },
  ],
};

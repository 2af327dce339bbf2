import { sql } from 'kysely';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import type { HubDatabase } from '#kit/database/database.ts';
import { tidyTables } from '#kit/database/tidy-tables.ts';
import { subscribeHandlers } from '#kit/events/consumer.ts';
import { startRetries } from '#kit/events/dead-letter-work.ts';
import type { Replayer } from '#kit/events/dead-letters.ts';
import { topicOf } from '#kit/events/envelope.ts';
import type { EventLog } from '#kit/events/event-log.ts';
import type { Transact } from '#kit/events/outbox.ts';
import { startPruning } from '#kit/events/prune.ts';
import { startRelay } from '#kit/events/relay.ts';
import { startSignsOfLife } from '#kit/events/sign-of-life.ts';
import type { EventTables } from '#kit/events/tables.ts';
import { startWorker, type Worker } from '#kit/events/worker.ts';
import type { Log } from '#kit/log/log.ts';
import type { RunningSubgraph } from './subgraph.ts';

interface HostEventsOptions {
  readonly settings: Pick<HubSettings, 'database' | 'eventLog' | 'eventRetention'>;
  readonly database: HubDatabase;
  readonly eventLog: EventLog;
  readonly running: ReadonlyMap<string, RunningSubgraph<never>>;
  readonly transact: Transact<never>;
  replayers(): ReadonlyMap<string, Replayer>;
  readonly log: Log;
  onStop(step: () => Promise<unknown>): void;
}

const tidyEveryMs = 60_000;

/** Starts what carries events: consumers, the relay, pruning, retries, signs of life, and an embedded database's tidying. Gives the relay. */
export async function startHostEvents(options: HostEventsOptions): Promise<Worker> {
  const { settings, eventLog, running, transact, replayers, log, onStop } = options;
  const database = options.database.as<EventTables>();
  for (const [consumer, { handlers }] of running) {
    if (handlers.length === 0) continue;
    const subscription = await subscribeHandlers(eventLog, { consumer, handlers, database, transact, log });
    onStop(() => subscription.stop());
  }
  // Nobody else can hold an embedded database: a lease that is left belongs to a process that was killed.
  if (settings.database.kind !== 'postgres') await sql`delete from events.lease`.execute(database);
  const names = [...running.keys()];
  const relay = startRelay({ database, eventLog, log, topics: names.map(topicOf) });
  onStop(() => relay.stop());
  const { everyMinutes, ...days } = settings.eventRetention;
  // An outside log may bring an event again for as long as it keeps it, and a little longer: it deletes by the segment.
  const outside = settings.eventLog.kind === 'kafka' ? settings.eventLog.retentionDays + 7 : 0;
  const retention = { ...days, logDays: Math.max(days.logDays, outside) };
  const engines = {
    database: settings.database.kind === 'postgres' ? 'postgres' : 'embedded',
    log: settings.eventLog.kind,
  } as const;
  for (const worker of [
    startPruning({ database, retention, everyMinutes, log }),
    startRetries(database, replayers, log),
    startSignsOfLife(database, names, engines, log),
  ])
    onStop(() => worker.stop());
  if (engines.database === 'embedded') {
    const tidying = startTidying(options.database, log);
    onStop(() => tidying.stop());
  }
  return relay;
}

function startTidying(database: HubDatabase, log: Log): Worker {
  let isStart = true;
  return startWorker({
    name: 'tidying the tables',
    everyMs: tidyEveryMs,
    log,
    async run() {
      // Not at the start, when whoever has waited for the hub asks at once.
      if (!isStart) await tidyTables(database);
      isStart = false;
      return false;
    },
  });
}

/** Waits until everything published so far is handled everywhere. */
export async function settle(database: HubDatabase, eventLog: EventLog, wakeRelay: () => void): Promise<void> {
  const unsent = async () => {
    const { rows } = await sql<{ waiting: boolean }>`
      select exists (select from events.outbox where sent_at is null) as waiting`.execute(database.kysely);
    return rows[0]?.waiting === true;
  };
  for (;;) {
    wakeRelay();
    // Asked twice: handling one event may publish another.
    if (!(await unsent()) && (await eventLog.caughtUp()) && !(await unsent())) return;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

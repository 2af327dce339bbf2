import { createHash, randomBytes, randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Fact } from '#contracts/facts.ts';
import type { SchoolAdministrationPort } from '#contracts/ports.ts';
import type { Viewer } from '#kit/access/viewer.ts';
import type { RegisteredClient } from '#kit/config/client-settings.ts';
import { type HubDatabase, openDatabase } from '#kit/database/database.ts';
import { migrate } from '#kit/database/migrate.ts';
import { createChildVault, createWrappedKeyStore, type VaultTables } from '#kit/events/child-vault.ts';
import { applyEvents } from '#kit/events/consumer.ts';
import { dataSchemaOf, type Envelope, type NewEvent } from '#kit/events/envelope.ts';
import { createTransact, type Transact } from '#kit/events/outbox.ts';
import { createHubKeys, type HubKeys, publicKeys } from '#kit/events/sealing/hub-keys.ts';
import type { EventTables } from '#kit/events/tables.ts';
import { keepInMemory } from '#kit/ledger/ledger.ts';
import { type Log, silentLog } from '#kit/log/log.ts';
import { kitSchemas } from '#kit/serve/hub-schemas.ts';
import type { Controller, Peer } from '#kit/serve/subgraph.ts';
import { dataSharing, type RunningDataSharing } from '../index.ts';
import type { DataSharingTables } from '../store/tables.ts';
import { askGraph, policyRoot } from './ask-graph.ts';
import { createSchoolStandIn, type SchoolStandIn } from './school-stand-in.ts';

export interface Clock {
  now: Date;
}

/** Thrown where a process is killed: nothing after it has happened. */
export const killedMessage = 'the process was killed';
export class Killed extends Error {
  constructor() {
    super(killedMessage);
  }
}

let migrated: Promise<Blob> | undefined;
/** A migrated database is dumped once per test file and loaded again for each hub. */
export function prepareDatabase(): Promise<Blob> {
  migrated ??= (async () => {
    const first = await openDatabase({ kind: 'memory' });
    await migrate(first.kysely, [...kitSchemas, dataSharing.migrations]);
    const dump = await first.dump();
    await first.close();
    return dump;
  })();
  return migrated;
}

/** One hub's data-sharing over its own database, keys and HTTP address; it can be killed and started again. */
export class TestHub {
  readonly controller: Controller;
  readonly clock: Clock;
  readonly keys: HubKeys;
  readonly database: HubDatabase;
  readonly school: SchoolStandIn;
  readonly settings: Record<string, unknown>;
  readonly facts: Record<string, readonly Fact[]> = {};
  /** Taken by the next start. */
  log: Log = silentLog;
  peers: Peer[] = [];
  clients: RegisteredClient[] = [];
  /** Called before and after each commit with the types of all that has happened to transfers; throws Killed to kill the process there. */
  atCommit: ((moment: 'before' | 'after', happened: readonly string[]) => void) | undefined;
  running: RunningDataSharing;
  #server: FastifyInstance | undefined;
  #port = 0;
  #position = 0;
  #life = { dead: false };
  readonly #masterKey = randomBytes(32);
  readonly #handed = new Set<string>();
  readonly #answers = new Map<number, readonly Envelope[]>();

  private constructor(options: {
    controller: Controller;
    clock: Clock;
    keys: HubKeys;
    database: HubDatabase;
    settings: Record<string, unknown>;
  }) {
    this.controller = options.controller;
    this.clock = options.clock;
    this.keys = options.keys;
    this.database = options.database;
    this.settings = options.settings;
    const now = () => this.clock.now;
    this.school = createSchoolStandIn({ controller: this.controller, keys: this.keys, peers: () => this.peers, now });
    this.running = this.#create();
  }

  static async start(controller: Controller, clock: Clock, settings: Record<string, unknown> = {}): Promise<TestHub> {
    const [keys, database] = await Promise.all([
      createHubKeys(),
      prepareDatabase().then((dump) => openDatabase({ kind: 'memory', dump })),
    ]);
    const hub = new TestHub({ controller, clock, keys, database, settings });
    await hub.listen();
    return hub;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  asPeer(): Peer {
    const { organisationNumber, name, municipalityNumber } = this.controller;
    return { organisationNumber, name, municipalityNumber, url: this.url, keys: publicKeys(this.keys) };
  }

  /** A process and its connection: once killed, neither does anything more. */
  #create(): RunningDataSharing {
    this.#life = { dead: false };
    return dataSharing.create({
      controller: this.controller,
      peers: this.peers,
      clients: this.clients,
      keys: this.keys,
      database: this.#connection<DataSharingTables & EventTables>(),
      transact: this.#transact(),
      childVault: createChildVault(createWrappedKeyStore(this.database.as<VaultTables>()), {
        kid: 'test',
        bytes: this.#masterKey,
      }),
      keyFor: (purpose) => createHash('sha256').update(purpose).digest(),
      port: this.school.port as SchoolAdministrationPort,
      policyRoot,
      settings: this.settings,
      log: this.log,
      stateFolder: undefined,
      ledger: keepInMemory(),
      // No other subgraph is in this process.
      personalDataOf: async () => new Map(),
      now: () => this.clock.now,
      newId: randomUUID,
    });
  }

  #connection<Tables>() {
    const life = this.#life;
    return this.database.as<Tables>().withPlugin({
      transformQuery: ({ node }) => {
        if (life.dead) throw new Killed();
        return node;
      },
      transformResult: async ({ result }) => result,
    });
  }

  #transact(): Transact<DataSharingTables> {
    const transact = createTransact<DataSharingTables>(this.#connection<DataSharingTables>(), {
      controller: this.controller.organisationNumber,
      now: () => this.clock.now,
      wake: () => undefined,
    });
    return async (work) => {
      let happened: readonly string[] = [];
      const result = await transact(async (unit) => {
        const done = await work(unit);
        if (this.atCommit) {
          const { rows } = await sql<{ type: string }>`select type from data_sharing.transfer_event`.execute(unit.tx);
          happened = rows.map((row) => row.type);
          this.#live('before', happened);
        }
        return done;
      });
      this.#live('after', happened);
      return result;
    };
  }

  #live(moment: 'before' | 'after', happened: readonly string[]): void {
    try {
      this.atCommit?.(moment, happened);
    } catch (error) {
      this.#life.dead = true;
      throw error;
    }
  }

  async listen(): Promise<void> {
    this.#server = Fastify();
    this.running.registerRoutes?.(this.#server);
    await this.#server.listen({ host: '127.0.0.1', port: this.#port });
    const address = this.#server.server.address();
    if (typeof address === 'object' && address) this.#port = address.port;
  }

  async stopListening(): Promise<void> {
    await this.#server?.close();
    this.#server = undefined;
  }

  /** As after kill -9 and a start: only the database and the keys are left. */
  async restart(): Promise<void> {
    await this.stopListening();
    this.running = this.#create();
    await this.listen();
  }

  async close(): Promise<void> {
    await this.stopListening();
    await this.database.close();
  }

  /** Delivers what was published to whom it concerns: the stand-in answers, and its answers are delivered to data-sharing. */
  async pump(): Promise<boolean> {
    const { rows } = await sql<{ seq: number; envelope: Envelope }>`select seq, envelope from events.outbox
      where seq > ${this.#position} order by seq limit 1`.execute(this.database.kysely);
    const next = rows[0];
    if (!next) return false;
    // School-administration answers once; its answers may come more than once.
    const answers =
      this.#answers.get(next.seq) ??
      [(await this.school.answer(next.envelope)) ?? []].flat().map((event) => this.#envelope(event));
    this.#answers.set(next.seq, answers);
    await this.#hand(answers);
    this.#position = next.seq;
    return true;
  }

  /** When something is to be done next, as milliseconds; now when an event waits to be delivered. */
  async nextDue(): Promise<number> {
    const { rows } = await sql<{ due: string | null; waiting: boolean }>`select min(due_at) as due,
      exists (select from events.outbox where seq > ${this.#position}) as waiting from (
        select due_at from data_sharing.task union all select due_at from data_sharing.arrival
        union all select due_at from data_sharing.inbound where handled_at is null
        union all (select distinct on (transfer_id) due_at from data_sharing.outbound where delivered_at is null
          order by transfer_id, position)) waiting`.execute(this.database.kysely);
    const [row] = rows;
    if (row?.waiting) return 0;
    return row?.due ? new Date(row.due).getTime() : Number.POSITIVE_INFINITY;
  }

  /** Hands events to data-sharing's handlers, each twice: a log delivers at least once. */
  deliver(...events: readonly NewEvent[]): Promise<void> {
    return this.#hand(events.map((event) => this.#envelope(event)));
  }

  async #hand(envelopes: readonly Envelope[]): Promise<void> {
    const transact = this.#transact();
    for (const envelope of envelopes.filter(({ id }) => !this.#handed.has(id))) {
      // A log delivers at least once; where processes are killed, that alone makes it deliver again.
      for (let times = this.atCommit ? 1 : 0; times < 2; times += 1)
        await applyEvents({ consumer: 'data-sharing', handlers: this.running.handlers, transact }, [envelope]);
      this.#handed.add(envelope.id);
    }
  }

  #envelope({ event, childId, data }: NewEvent): Envelope {
    return {
      specversion: '1.0',
      id: randomUUID(),
      type: event.type,
      source: `/controllers/${this.controller.organisationNumber}/${event.publisher}`,
      ...(childId === undefined ? {} : { subject: childId }),
      time: this.clock.now.toISOString(),
      datacontenttype: 'application/json',
      dataschema: dataSchemaOf(event.type),
      data,
    };
  }

  async published(type: string): Promise<Envelope[]> {
    const { rows } = await sql<{ envelope: Envelope }>`select envelope from events.outbox order by seq`.execute(
      this.database.kysely,
    );
    return rows.map((row) => row.envelope).filter((envelope) => envelope.type === type);
  }

  /** The types of a transfer's events, in order. */
  async history(transferId: string): Promise<string[]> {
    const { rows } = await sql<{ type: string }>`select type from data_sharing.transfer_event
      where transfer_id = ${transferId} order by version`.execute(this.database.kysely);
    return rows.map((row) => row.type);
  }

  /** Asks the graph as a person, with the facts that the test has set. */
  query<Data = Record<string, unknown>>(
    text: string,
    variables: Record<string, unknown>,
    viewer: Partial<Viewer> = {},
  ) {
    return askGraph<Data>(this, text, variables, viewer);
  }
}

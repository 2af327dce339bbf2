import { randomBytes, randomUUID } from 'node:crypto';
import { type ExecutionResult, execute, parse, validate } from 'graphql';
import { sql } from 'kysely';
import type { Fact } from '#contracts/facts.ts';
import type { SchoolAdministrationPort, VisibilityScope } from '#contracts/ports.ts';
import { createAccess } from '#kit/access/access.ts';
import { createCursorSeal } from '#kit/access/cursor-seal.ts';
import { createPolicyBook } from '#kit/access/policy-book.ts';
import type { Viewer } from '#kit/access/viewer.ts';
import { createDatabaseTrail } from '#kit/audit/database-trail.ts';
import type { AuditTables } from '#kit/audit/tables.ts';
import type { RegisteredClient } from '#kit/config/client-settings.ts';
import { type HubDatabase, openDatabase } from '#kit/database/database.ts';
import { migrate } from '#kit/database/migrate.ts';
import { type ChildVault, createChildVault, createWrappedKeyStore, type VaultTables } from '#kit/events/child-vault.ts';
import { applyEvents } from '#kit/events/consumer.ts';
import type { Envelope, NewEvent } from '#kit/events/envelope.ts';
import { dataSchemaOf } from '#kit/events/envelope.ts';
import { createTransact } from '#kit/events/outbox.ts';
import { createHubKeys, type HubKeys } from '#kit/events/sealing/hub-keys.ts';
import type { EventTables } from '#kit/events/tables.ts';
import { keepInMemory } from '#kit/ledger/ledger.ts';
import { silentLog } from '#kit/log/log.ts';
import { kitSchemas } from '#kit/serve/hub-schemas.ts';
import { deriveKey } from '#kit/serve/hub-secrets.ts';
import {
  type Controller,
  type Peer,
  type RunningSubgraph,
  type SubgraphDefinition,
  schemaOf,
} from '#kit/serve/subgraph.ts';

export const policyRoot = new URL('../../contracts/policy', import.meta.url).pathname;

export const testController: Controller = {
  organisationNumber: '312000008',
  name: 'Prøve kommune',
  municipalityNumber: '9901',
  kind: 'MUNICIPALITY',
  demo: true,
};

/** A stand-in for school-administration in contract tests of the other subgraphs: it says what the test says. */
export interface KnownFacts {
  children: Record<string, readonly Fact[]>;
  viewer?: readonly Fact[];
  scope?: Partial<VisibilityScope>;
}

export interface TestSubgraph<Tables, Running> {
  readonly running: Running;
  readonly database: HubDatabase;
  readonly facts: KnownFacts;
  readonly keys: HubKeys;
  readonly childVault: ChildVault;
  now: Date;
  query(document: string, variables?: Record<string, unknown>, viewer?: Partial<Viewer>): Promise<ExecutionResult>;
  /** Hands events to the subgraph's handlers, as its consumer would; the same envelopes may be delivered again. */
  deliver(...events: Array<NewEvent | Envelope>): Promise<Envelope[]>;
  /** What the subgraph has published so far, oldest first. */
  published(): Promise<Envelope[]>;
  statements(work: () => Promise<unknown>): Promise<string[]>;
  stop(): Promise<void>;
  readonly tables?: Tables;
}

export interface TestSubgraphOptions {
  readonly controller?: Controller;
  readonly peers?: readonly Peer[];
  readonly clients?: readonly RegisteredClient[];
  readonly keys?: HubKeys;
  readonly settings?: unknown;
  readonly stateFolder?: string;
  readonly port?: Partial<SchoolAdministrationPort>;
  readonly facts?: KnownFacts;
  readonly now?: Date;
}

/** One subgraph over a real database in memory, called as the gateway calls it. */
export async function startTestSubgraph<Tables, Running extends RunningSubgraph<Tables>>(
  definition: SubgraphDefinition<Tables, Running>,
  options: TestSubgraphOptions = {},
): Promise<TestSubgraph<Tables, Running>> {
  const database = await openDatabase({ kind: 'memory' });
  await migrate(database.kysely, [...kitSchemas, definition.migrations]);
  const keys = options.keys ?? (await createHubKeys());
  const facts: KnownFacts = options.facts ?? { children: {} };
  const port = { ...portOf(facts), ...options.port } as SchoolAdministrationPort;
  const test = { now: options.now ?? new Date('2026-11-22T09:00:00Z') };
  const now = () => test.now;
  const controller = options.controller ?? testController;
  const transact = createTransact<Tables>(database.as<Tables>(), {
    controller: controller.organisationNumber,
    now,
    wake: () => undefined,
  });
  const master = { kid: 'test', bytes: randomBytes(32) };
  const childVault = createChildVault(createWrappedKeyStore(database.as<VaultTables>()), master);
  const running = definition.create({
    controller,
    peers: options.peers ?? [],
    clients: options.clients ?? [],
    keys,
    database: database.as<Tables & EventTables>(),
    transact,
    childVault,
    keyFor: (purpose) => deriveKey(master, purpose),
    port,
    policyRoot,
    settings: options.settings ?? {},
    log: silentLog,
    stateFolder: options.stateFolder,
    ledger: keepInMemory(),
    // No other subgraph is in this process.
    personalDataOf: async () => new Map(),
    now,
    newId: randomUUID,
  });
  const schema = schemaOf(definition);
  const cursors = createCursorSeal(deriveKey(master, 'cursors'));
  const audit = await createDatabaseTrail(database.as<AuditTables>(), 'test');
  const policies = createPolicyBook(policyRoot);
  return Object.assign(test, {
    running,
    database,
    facts,
    keys,
    childVault,
    async query(text: string, variables: Record<string, unknown> = {}, viewer: Partial<Viewer> = {}) {
      const document = parse(text);
      const errors = validate(schema, document);
      if (errors.length > 0) return { errors };
      const access = createAccess({
        viewer: {
          kind: 'person',
          personId: testPerson,
          purpose: null,
          organisation: null,
          assurance: 'high',
          ...viewer,
        } as Viewer,
        facts: port,
        policy: policies(now().toISOString().slice(0, 10)),
        audit,
        cursors,
        now: now(),
        requestId: randomUUID(),
      });
      const contextValue = running.contextFor({ access, requestId: randomUUID() });
      const result = await execute({ schema, document, variableValues: variables, contextValue });
      await access.flush();
      return result;
    },
    async deliver(...events: Array<NewEvent | Envelope>) {
      const envelopes = events.map((event) => ('specversion' in event ? event : envelopeOf(event, now())));
      await applyEvents({ consumer: definition.name, handlers: running.handlers, transact }, envelopes);
      return envelopes;
    },
    async published() {
      const { rows } = await sql<{ envelope: Envelope }>`select envelope from events.outbox order by seq`.execute(
        database.kysely,
      );
      return rows.map((row) => row.envelope);
    },
    async statements(work: () => Promise<unknown>) {
      const texts: string[] = [];
      const stop = database.observe((text) => texts.push(text));
      await work().finally(stop);
      return texts;
    },
    stop: () => database.close(),
  });
}

/** The viewer of a test's queries unless it names another. */
export const testPerson = '00000000-0000-4000-8000-000000000001';

function portOf(facts: KnownFacts): Partial<SchoolAdministrationPort> {
  return {
    factsFor: async (_viewer, childIds) =>
      new Map(childIds.flatMap((id) => (facts.children[id] ? [[id, facts.children[id]] as const] : []))),
    viewerFacts: async () => facts.viewer ?? [],
    scopeOf: async () => ({
      everyChild: false,
      unitIds: [],
      groupIds: [],
      childIds: Object.keys(facts.children),
      ...facts.scope,
    }),
  };
}

function envelopeOf(event: NewEvent, now: Date): Envelope {
  return {
    specversion: '1.0',
    id: randomUUID(),
    type: event.event.type,
    source: `/controllers/${testController.organisationNumber}/${event.event.publisher}`,
    ...(event.childId === undefined ? {} : { subject: event.childId }),
    time: now.toISOString(),
    datacontenttype: 'application/json',
    dataschema: dataSchemaOf(event.event.type),
    data: event.data,
  };
}

import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { FastifyInstance } from 'fastify';
import { type GraphQLScalarType, type GraphQLSchema, parse } from 'graphql';
import type { ZodType } from 'zod';
import type { SubgraphName } from '#contracts/categories.ts';
import { scalars } from '#contracts/graphql/scalars.ts';
import { sharedSdl } from '#contracts/graphql/shared-sdl.ts';
import type { SchoolAdministrationPort } from '#contracts/ports.ts';
import type { Access } from '#kit/access/access.ts';
import { accessSdl } from '#kit/access/directives.ts';
import { type GuardedContext, guardSchema } from '#kit/access/guard.ts';
import { knownChildReference } from '#kit/access/guard-references.ts';
import type { Viewer } from '#kit/access/viewer.ts';
import type { RegisteredClient } from '#kit/config/client-settings.ts';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import type { SchemaMigrations } from '#kit/database/migrate.ts';
import type { ChildVault } from '#kit/events/child-vault.ts';
import type { EventHandler } from '#kit/events/consumer.ts';
import type { Transact } from '#kit/events/outbox.ts';
import type { HubKeys, PublicKeySet } from '#kit/events/sealing/hub-keys.ts';
import type { EventTables } from '#kit/events/tables.ts';
import type { Worker } from '#kit/events/worker.ts';
import type { Erasure } from '#kit/ledger/erasures.ts';
import type { Ledger } from '#kit/ledger/ledger.ts';
import type { Log } from '#kit/log/log.ts';
import type { PersonalData } from '#kit/personal-data/gather.ts';
import type { Retained } from '#kit/retention/holding.ts';
import type { TakeUpload, UploadPath } from './uploads/uploads.ts';

/** The controller that a hub is run for. */
export interface Controller {
  readonly organisationNumber: string;
  readonly name: string;
  /** Four digits, or null for a controller that is no municipality. */
  readonly municipalityNumber: string | null;
  readonly kind: 'MUNICIPALITY' | 'COUNTY' | 'PRIVATE_OWNER';
  /** Only synthetic persons are accepted. */
  readonly demo: boolean;
}

/** Another controller's hub that this one exchanges sealed messages with. */
export interface Peer {
  readonly organisationNumber: string;
  readonly name: string;
  readonly municipalityNumber: string | null;
  readonly url: string;
  /** Its public keys: one for signatures, one for encryption. */
  readonly keys: PublicKeySet;
}

/** Everything a subgraph gets from its host; it reads no environment, clock or global. */
export interface SubgraphDeps<Tables> {
  readonly controller: Controller;
  readonly peers: readonly Peer[];
  /** The systems that are registered with the controller. */
  readonly clients: readonly RegisteredClient[];
  readonly keys: HubKeys;
  readonly database: Database<Tables & EventTables>;
  readonly transact: Transact<Tables>;
  /** Personal data on the hub's own event log: sealed under a key per child and category. */
  readonly childVault: ChildVault;
  /** A secret key of the hub's own for one purpose: 32 bytes, the same in every process and after a restart. */
  keyFor(purpose: string): Buffer;
  /** School-administration's internal port. */
  readonly port: SchoolAdministrationPort;
  /** The folder of dated policy sets: `contracts/policy`. */
  readonly policyRoot: string;
  /** The subgraph's own part of the settings, checked by its config.ts. */
  readonly settings: unknown;
  readonly log: Log;
  /** The hub's own folder, for files that are on their way; undefined for a hub without one. */
  readonly stateFolder: string | undefined;
  /** A ledger by its name, beside the database: what it holds outlives a restore. */
  ledger(name: string): Ledger;
  /**
   * All that the subgraphs of this process hold of a child, as a viewer may see it: decided and audited as if they had asked over the graph.
   * NOT_FOUND where the viewer may not know of the child.
   */
  personalDataOf(viewer: Viewer, childId: string): Promise<ReadonlyMap<SubgraphName, PersonalData>>;
  now(): Date;
  newId(): string;
}

/** What one request carries to every subgraph. */
export interface RequestContext {
  readonly access: Access;
  readonly requestId: string;
  /** Aborted when the answer is awaited no more: its time is out, or who asked is gone. */
  readonly signal?: AbortSignal | undefined;
}

/** A subgraph at work for one hub. */
export interface RunningSubgraph<Tables> {
  /** The resolvers' context for one request: its loaders live as long. */
  contextFor(request: RequestContext): GuardedContext;
  readonly handlers: ReadonlyArray<EventHandler<Tables>>;
  /** After a commit that published events of these types, before its caller is told: what must be in a ledger goes there. */
  committed?(types: ReadonlySet<string>): Promise<void>;
  /** Starts its own work: sources, timers, queues. Called after the database is ready. */
  startWorkers?(): Promise<readonly Worker[]>;
  /** Routes of its own under the hub's address, outside the graph, at the definition's `publicPaths` (sealed messages from peers). */
  registerRoutes?(server: FastifyInstance): void;
  /** Takes a file that came to the definition's `upload`. */
  readonly takeUpload?: TakeUpload;
}

export type Resolvers = Readonly<
  Record<string, GraphQLScalarType | Readonly<Record<string, (...args: never[]) => unknown>>>
>;

export interface PublicPath {
  readonly path: string;
  /** In bytes. */
  readonly largestBody: number;
}

export interface SubgraphDefinition<Tables, Running extends RunningSubgraph<Tables> = RunningSubgraph<Tables>> {
  readonly name: SubgraphName;
  /** schema.graphql beside index.ts. */
  readonly schemaFile: URL;
  readonly resolvers: Resolvers;
  readonly migrations: SchemaMigrations;
  /** Its own part of the settings, for the check at start and the reference page. */
  readonly settings: ZodType;
  /** What `registerRoutes` serves by POST: where subgraphs are processes of their own, the gateway passes it on. */
  readonly publicPaths?: readonly PublicPath[];
  /** Where it keeps what of a child, by category, for retention. */
  readonly retained?: Retained;
  /** Where people send it files; who sends them, and whether they may, the gateway has found out. */
  readonly upload?: UploadPath;
  /** Puts back, in a database that was restored from a backup, what its ledgers know and the backup does not. */
  afterRestore?(
    tx: DatabaseTransaction<Tables>,
    ledger: (name: string) => Ledger,
    erasures: readonly Erasure[],
  ): Promise<void>;
  create(deps: SubgraphDeps<Tables>): Running;
}

/** The subgraph's whole SDL, as it is composed. */
export const sdlOf = (definition: Pick<SubgraphDefinition<never>, 'schemaFile'>): string =>
  `${sharedSdl}\n${accessSdl}\n${readFileSync(definition.schemaFile, 'utf8')}`;

type ResolverMap = Extract<Parameters<typeof buildSubgraphSchema>[0], unknown[]>[number] extends infer Module
  ? Module extends { resolvers?: infer Map }
    ? NonNullable<Map>
    : never
  : never;
const built = new WeakMap<Resolvers, GraphQLSchema>();

/**
 * The guarded schema, built once per process: it holds no state of a hub, everything comes by the context. A field that is not
 * classified is named and refused. Every entity that is about a child is checked as its reference resolves.
 */
export function schemaOf(
  definition: Pick<SubgraphDefinition<never>, 'name' | 'schemaFile' | 'resolvers'>,
): GraphQLSchema {
  const known = built.get(definition.resolvers);
  if (known) return known;
  const pupil = definition.resolvers.Pupil as Record<string, unknown> | undefined;
  const reference = pupil?.__resolveReference as Parameters<typeof knownChildReference>[0];
  const resolvers = {
    ...scalars,
    ...definition.resolvers,
    ...(pupil ? { Pupil: { ...pupil, __resolveReference: knownChildReference(reference) } } : {}),
  };
  const schema = guardSchema(
    buildSubgraphSchema([
      { typeDefs: parse(sdlOf(definition), { noLocation: true }), resolvers: resolvers as unknown as ResolverMap },
    ]),
  );
  built.set(definition.resolvers, schema);
  return schema;
}

import type { SchoolAdministrationPort } from '#contracts/ports.ts';
import type { GuardedContext } from '#kit/access/guard.ts';
import type { Database } from '#kit/database/database.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import type { Appointments } from './appointments.ts';
import type { SchoolAdministrationLoaders } from './loaders.ts';
import type { Appointed } from './naming/appointed.ts';
import type { ChildKeyOf } from './naming/child-key.ts';
import type { SchoolAdministrationTables } from './store/tables.ts';

/** What naming staff for a case needs. */
export interface CaseNamingContext {
  readonly childKey: ChildKeyOf;
  readonly appointed: Appointed;
  readonly longestDays: number;
  /** Wakes what lets namings take effect. */
  applySoon(): void;
}

/** What answering a parent's request for information needs. */
export interface InformationContext extends Pick<SchoolAdministrationPort, 'factsFor'> {
  /** Wakes what tells those who answer. */
  settleSoon(): void;
}

/** What the resolvers of one request have. */
export interface SchoolAdministrationContext extends GuardedContext {
  readonly database: Database<SchoolAdministrationTables>;
  readonly loaders: SchoolAdministrationLoaders;
  readonly naming: CaseNamingContext;
  readonly information: InformationContext;
  /** For how long a record is opened with a reason, and when the leader is to have looked at it; in days. */
  readonly opening: { readonly days: number; readonly reviewDays: number };
  readonly appointments: Appointments;
  /** Somebody has decided on a roster that was uploaded. */
  wakeUploads(): void;
  readonly deps: Pick<
    SubgraphDeps<SchoolAdministrationTables>,
    'controller' | 'clients' | 'policyRoot' | 'transact' | 'childVault' | 'now' | 'newId'
  >;
}

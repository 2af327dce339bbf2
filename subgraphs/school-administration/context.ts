import type { GuardedContext } from '#kit/access/guard.ts';
import type { Database } from '#kit/database/database.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import type { SchoolAdministrationLoaders } from './loaders.ts';
import type { SchoolAdministrationTables } from './store/tables.ts';

/** What the resolvers of one request have. */
export interface SchoolAdministrationContext extends GuardedContext {
  readonly database: Database<SchoolAdministrationTables>;
  readonly loaders: SchoolAdministrationLoaders;
  readonly deps: Pick<
    SubgraphDeps<SchoolAdministrationTables>,
    'controller' | 'transact' | 'childVault' | 'now' | 'newId'
  >;
}

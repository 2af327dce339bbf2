import type { GuardedContext } from '#kit/access/guard.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import type { Loaders } from './loaders.ts';
import type { LearningResourcesTables } from './store/tables.ts';

/** What the resolvers of one request work with. */
export interface ResourcesContext extends GuardedContext {
  readonly deps: SubgraphDeps<LearningResourcesTables>;
  readonly load: Loaders;
}

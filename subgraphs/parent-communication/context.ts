import type { GuardedContext } from '#kit/access/guard.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import type { ParentCommunicationSettings } from './config.ts';
import type { Loaders } from './loaders.ts';
import type { ParentCommunicationTables } from './store/tables.ts';
import type { Tell } from './tell.ts';

/** What the resolvers of one request work with. */
export interface CommunicationContext extends GuardedContext {
  readonly deps: SubgraphDeps<ParentCommunicationTables>;
  readonly settings: ParentCommunicationSettings;
  readonly load: Loaders;
  readonly tell: Tell;
  /** The person who asks; a system is nobody's correspondent and has an id that matches none. */
  readonly viewerId: string;
}

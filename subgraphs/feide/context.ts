import type { GuardedContext } from '#kit/access/guard.ts';
import type { Transact } from '#kit/events/outbox.ts';
import type { FeideLoaders } from './loaders.ts';
import type { FeideTables } from './store/tables.ts';

/** What the resolvers of one request have. */
export interface FeideContext extends GuardedContext {
  readonly loaders: FeideLoaders;
  readonly transact: Transact<FeideTables>;
  newId(): string;
  /** New changes wait to be handed to the directory. */
  wake(): void;
}

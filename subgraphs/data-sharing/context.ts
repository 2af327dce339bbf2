import type { Access } from '#kit/access/access.ts';
import type { DataSharingLoaders } from './loaders.ts';
import type { Process } from './process/process.ts';

/** What the resolvers of one request work with. */
export interface DataSharingContext {
  readonly access: Access;
  readonly loaders: DataSharingLoaders;
  readonly process: Process;
}

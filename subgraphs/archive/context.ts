import type { GuardedContext } from '#kit/access/guard.ts';
import type { Database } from '#kit/database/database.ts';
import type { Transact } from '#kit/events/outbox.ts';
import type { OwnSide } from './domain/case-documents/own-side.ts';
import type { RetentionRule } from './domain/retention.ts';
import type { ArchiveLoaders } from './loaders.ts';
import type { NameNewRecords } from './name-new-records.ts';
import type { Validate } from './source/arkivmelding/validate.ts';
import type { JournallingSettings } from './store/journalling.ts';
import type { ArchiveTables } from './store/tables.ts';

/** What the hub's archive works with, for all requests. */
export interface ArchiveWork {
  readonly database: Database<ArchiveTables>;
  readonly transact: Transact<ArchiveTables>;
  readonly own: OwnSide;
  readonly retention: readonly RetentionRule[];
  readonly named: NameNewRecords;
  journalling(now: Date): JournallingSettings;
  /** Loads the XSD validator on first use; undefined where no folder of XSDs is configured. */
  readonly validator: (() => Promise<Validate>) | undefined;
}

/** What the resolvers of one request have. */
export interface ArchiveContext extends GuardedContext {
  readonly loaders: ArchiveLoaders;
  readonly work: ArchiveWork;
}

import type { Capacity } from '#contracts/capacities.ts';
import type { CategoryId } from '#contracts/categories.ts';

/** What one answer showed of one child (or of nobody in particular), and by which paragraphs. */
export interface Disclosure {
  readonly childId: string | null;
  /** What the viewer was to the child when they looked. */
  readonly capacity: Capacity | null;
  readonly categories: Map<CategoryId, readonly string[]>;
}

export interface AuditRecord {
  readonly at: Date;
  readonly viewer: string;
  readonly organisation: string | null;
  readonly purpose: string | null;
  readonly requestId: string;
  readonly disclosures: readonly Disclosure[];
}

/** Where disclosures are written before the answer goes out. */
export interface AuditTrail {
  /** Resolves when the rows are committed; rejects when they are not, and then there is no answer. */
  record(record: AuditRecord): Promise<void>;
  close(): Promise<void>;
}

import type { Fact } from './facts.ts';

/**
 * Everybody who stands alike to a child, or alone: the same facts hold of each of them and each of the children, so that every policy
 * answers them the same. The ids are for counting and stay inside the hub.
 */
export interface Situation {
  readonly viewer: 'Person' | 'System';
  /** Whether it is about a child; else what holds of the viewers alone. */
  readonly ofChild: boolean;
  readonly facts: ReadonlySet<Fact>;
  /** Person ids, or client ids. */
  readonly viewers: ReadonlySet<string>;
  /** Empty where it is not about a child. */
  readonly children: ReadonlySet<string>;
}

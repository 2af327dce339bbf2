import type { Envelope } from './envelope.ts';

export interface LogRecord {
  readonly topic: string;
  /** Records with the same key stay in order: the child's pseudonymous id, or the publisher's name. */
  readonly key: string;
  readonly envelope: Envelope;
}

/** A place that the log has a record at, or had: `position` counts from 0 within the topic's partition. */
export interface LogPlace {
  readonly topic: string;
  readonly partition: number;
  readonly position: number;
}

export interface Subscription {
  /** Stops after the batch in hand; nothing is lost. */
  stop(): Promise<void>;
}

export interface SubscribeOptions {
  /** The consumer group: each record reaches each group at least once. */
  readonly group: string;
  readonly topics: readonly string[];
  /**
   * Called with records in order, one call at a time and no more than `mostRecords` in one; the group's position moves only after
   * it resolves. When it rejects, the same records come again.
   */
  onBatch(records: readonly LogRecord[]): Promise<void>;
  /** Told of a record that is no envelope: somebody else wrote it. When it is not given, such a record is logged and passed by. */
  onUnreadable?(place: LogPlace, text: string, reason: string): Promise<void>;
}

/** The most records in one call of `onBatch`. */
export const mostRecords = 500;

/** The event log as a port: Kafka, or a table in the controller's database. One contract test runs over all adapters. */
export interface EventLog {
  /** Tells this log from another that the hub may have used before. */
  readonly name: string;
  /**
   * Makes topics ready to be published to, and says which of them hold less than they have held (`places`): they must be published
   * anew. Only the publisher of a topic calls it: a topic that is gone must not be made by somebody who cannot fill it.
   */
  prepare(topics: readonly string[], places: readonly LogPlace[]): Promise<readonly string[]>;
  /** Resolves when every record is durable, with a place that each partition written to has reached. */
  publish(records: readonly LogRecord[]): Promise<readonly LogPlace[]>;
  subscribe(options: SubscribeOptions): Promise<Subscription>;
  /** True when every group that this process subscribes has handled all that was published. */
  caughtUp(): Promise<boolean>;
  close(): Promise<void>;
}

import type { Envelope } from './envelope.ts';

export interface LogRecord {
  readonly topic: string;
  /** Records with the same key stay in order: the child's pseudonymous id, or the publisher's name. */
  readonly key: string;
  readonly envelope: Envelope;
}

export interface Subscription {
  /** Stops after the batch in hand; nothing is lost. */
  stop(): Promise<void>;
}

export interface SubscribeOptions {
  /** The consumer group: each record reaches each group at least once. */
  readonly group: string;
  readonly topics: readonly string[];
  /** Called with records in order; the group's position moves only after it resolves. */
  onBatch(records: readonly LogRecord[]): Promise<void>;
}

/** The event log as a port: Kafka, or a table in the controller's database. One contract test runs over both. */
export interface EventLog {
  /** Resolves when every record is durable. */
  publish(records: readonly LogRecord[]): Promise<void>;
  subscribe(options: SubscribeOptions): Promise<Subscription>;
  /** True when every group that this process subscribes has handled all that was published. */
  caughtUp(): Promise<boolean>;
  close(): Promise<void>;
}

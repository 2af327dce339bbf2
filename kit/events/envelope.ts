import type { z } from 'zod';

/** The kind of a domain event: its name and version, who publishes it, and the shape of its data. */
export interface EventType<Name extends string = string, Data = unknown> {
  /** Name and version, such as `transfer-closed.v1`. */
  readonly type: Name;
  /** The subgraph that publishes it; its events share one topic. */
  readonly publisher: string;
  /** What happened, in one sentence, for the generated reference. */
  readonly summary: string;
  readonly schema: z.ZodType<Data>;
  readonly example: Data;
}

/** Declares an event; `example` is checked against the schema by the contract tests. */
export function defineEvent<Name extends string, Schema extends z.ZodType>(definition: {
  type: Name;
  publisher: string;
  summary: string;
  schema: Schema;
  example: z.infer<Schema>;
}): EventType<Name, z.infer<Schema>> {
  return definition as EventType<Name, z.infer<Schema>>;
}

/** A CloudEvents 1.0 envelope. `subject` is a child's pseudonymous id: never a national id; absent where no child is concerned. */
export interface Envelope<Data = unknown> {
  readonly specversion: '1.0';
  readonly id: string;
  readonly type: string;
  /** The controller's organisation number and the publishing subgraph: `/controllers/<orgnr>/<subgraph>`. */
  readonly source: string;
  readonly subject?: string;
  /** ISO 8601 instant. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  readonly traceparent?: string;
  readonly data: Data;
}

/** An event about to be published, before the envelope is put on. */
export interface NewEvent<Data = unknown> {
  readonly event: EventType<string, Data>;
  /** The child concerned, by pseudonymous id: a child's events stay in order. */
  readonly childId?: string;
  readonly data: Data;
}

export const newEvent = <Data>(event: EventType<string, Data>, data: Data, childId?: string): NewEvent<Data> => ({
  event,
  data,
  ...(childId === undefined ? {} : { childId }),
});

export const topicOf = (publisher: string): string => `oppvekst.${publisher}`;
export const dataSchemaOf = (type: string): string => `urn:oppvekst:event:${type}`;

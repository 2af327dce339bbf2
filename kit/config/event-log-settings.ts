import { z } from 'zod';

const kafka = z.object({
  kind: z.literal('kafka'),
  /** Where the cluster is first found: `host:port` of one broker or more. */
  brokers: z.array(z.string().regex(/^[^\s:/]+:\d{1,5}$/, 'must be host:port')).min(1, 'needs at least one broker'),
  /** Before every topic and consumer group, so that hubs can share a cluster. The organisation number unless it is given. */
  prefix: z
    .string()
    .regex(/^[\w.-]{1,60}$/, 'may have letters, digits, ".", "_" and "-"')
    .optional(),
  /** Of each topic that the hub makes. It cannot be changed later: a child's events would no longer stay in order. */
  partitions: z.int().min(1).max(200).default(6),
  /** Copies of each topic that the hub makes; the cluster's own default unless it is given. Three where there are three brokers. */
  replication: z.int().min(1).max(10).optional(),
  /** How long the topics keep a record, in days. */
  retentionDays: z.int().min(1).max(3_650).default(30),
  /** After how long without a sign of life a consumer's partitions go to another, in seconds. */
  sessionSeconds: z.int().min(6).max(300).default(10),
  /** TLS to the brokers; `{}` trusts the machine's own authorities. */
  tls: z
    .object({
      /** A PEM file of the authorities that sign the brokers' certificates. */
      caFile: z.string().min(1).optional(),
      /** The hub's own certificate and key, for a cluster that asks for one (PEM files). */
      certificateFile: z.string().min(1).optional(),
      keyFile: z.string().min(1).optional(),
    })
    .refine((tls) => (tls.certificateFile === undefined) === (tls.keyFile === undefined), {
      message: 'certificateFile and keyFile belong together',
    })
    .optional(),
  sasl: z
    .object({
      mechanism: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']),
      username: z.string().min(1),
      password: z.string().min(1),
    })
    .optional(),
});

/** Where the hub's events lie between its parts: a table in its own database, or Kafka. */
export const eventLogSettingsSchema = z
  .discriminatedUnion('kind', [z.object({ kind: z.literal('embedded') }), kafka])
  .default({ kind: 'embedded' });

export type KafkaSettings = z.infer<typeof kafka>;

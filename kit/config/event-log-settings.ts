import { z } from 'zod';

const kafka = z.object({
  kind: z.literal('kafka'),
  brokers: z
    .array(z.string().regex(/^[^\s:/]+:\d{1,5}$/, 'must be host:port'))
    .min(1, 'needs at least one broker')
    .describe('Where the cluster is first found: `host:port` of one broker or more'),
  prefix: z
    .string()
    .regex(/^[\w.-]{1,60}$/, 'may have letters, digits, ".", "_" and "-"')
    .optional()
    .describe(
      'Before every topic and consumer group, so that hubs can share a cluster; the organisation number unless it is given',
    ),
  partitions: z
    .int()
    .min(1)
    .max(200)
    .default(6)
    .describe(
      `Of each topic that the hub makes. It cannot be changed later: a child's events would no longer stay in order`,
    ),
  replication: z
    .int()
    .min(1)
    .max(10)
    .optional()
    .describe(
      `Copies of each topic that the hub makes; the cluster's own default unless it is given. Three where there are three brokers`,
    ),
  retentionDays: z.int().min(1).max(3_650).default(30).describe('How long the topics keep a record, in days'),
  sessionSeconds: z
    .int()
    .min(6)
    .max(300)
    .default(10)
    .describe(`After how long without a sign of life a consumer's partitions go to another, in seconds`),
  tls: z
    .object({
      caFile: z
        .string()
        .min(1)
        .optional()
        .meta({ path: true })
        .describe('A PEM file of the authorities that sign the brokers’ certificates'),
      certificateFile: z
        .string()
        .min(1)
        .optional()
        .meta({ path: true })
        .describe('The hub’s own certificate, for a cluster that asks for one (PEM)'),
      keyFile: z.string().min(1).optional().meta({ path: true }).describe('Its private key (PEM)'),
    })
    .refine((tls) => (tls.certificateFile === undefined) === (tls.keyFile === undefined), {
      message: 'certificateFile and keyFile belong together',
    })
    .optional()
    .describe('TLS to the brokers; `{}` trusts the machine’s own authorities'),
  sasl: z
    .object({
      mechanism: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).describe('How it signs in'),
      username: z.string().min(1).describe('The hub’s user at the brokers'),
      password: z.string().min(1).meta({ secret: true }).describe('Its password'),
    })
    .optional()
    .describe('How the hub signs in to the brokers'),
});

/** Where the hub's events lie between its parts: a table in its own database, or Kafka. */
export const eventLogSettingsSchema = z
  .discriminatedUnion('kind', [z.object({ kind: z.literal('embedded') }), kafka])
  .default({ kind: 'embedded' })
  .describe('Where the events lie between the parts of the hub: a table in its own database, or Kafka');

export type KafkaSettings = z.infer<typeof kafka>;

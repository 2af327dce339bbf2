import { z } from 'zod';
import { isOrganisationNumber } from '#contracts/identifiers.ts';
import { purposes } from '#contracts/purposes.ts';
import { eventLogSettingsSchema } from './event-log-settings.ts';

const organisationNumber = z
  .string()
  .refine(isOrganisationNumber, 'must be an organisation number with a right check digit');
const municipalityNumber = z
  .string()
  .regex(/^\d{4}$/, 'must be four digits')
  .nullable()
  .default(null);
const publicKey = z.looseObject({ kty: z.string(), kid: z.string(), use: z.enum(['sig', 'enc']) });
const publicKeySet = z.object({ keys: z.array(publicKey).min(1, 'needs at least one key') });

const controller = z.object({
  organisationNumber,
  name: z.string().min(1),
  municipalityNumber,
  kind: z.enum(['MUNICIPALITY', 'COUNTY', 'PRIVATE_OWNER']),
});
const peer = z.object({
  organisationNumber,
  name: z.string().min(1),
  municipalityNumber,
  url: z.url('must be the address of the peer’s hub'),
  keys: publicKeySet,
});
const issuer = z.object({
  /** The `iss` of its tokens. */
  issuer: z.string().min(1),
  audience: z.string().min(1),
  keys: publicKeySet,
  /** Which claim says who it is: a national id, a Feide id, or a registered client. */
  claims: z.object({
    nationalId: z.string().default('pid'),
    feideId: z.string().default('https://n.feide.no/claims/eduPersonPrincipalName'),
    clientId: z.string().default('client_id'),
  }),
});
const client = z.object({
  clientId: z.string().min(1),
  name: z.string().min(1),
  organisationNumber,
  purposes: z.array(z.enum(purposes)).min(1, 'must name at least one purpose'),
});

/** One hub's settings; every part has its meaning beside it, and all that is wrong is told at once. */
export const hubSettingsSchema = z.object({
  controller,
  /** Where it listens. Port 0 takes a free one. */
  host: z.string().default('127.0.0.1'),
  port: z.int().min(0).max(65_535),
  database: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('postgres'),
      url: z.string().startsWith('postgres'),
      poolSize: z.int().positive().optional(),
    }),
    z.object({ kind: z.literal('folder'), folder: z.string().min(1) }),
    z.object({ kind: z.literal('memory') }),
  ]),
  eventLog: eventLogSettingsSchema,
  /** The folder with the hub's private keys; made with new keys when it is empty. */
  keysFolder: z.string().min(1),
  peers: z.array(peer).default([]),
  issuers: z.array(issuer).default([]),
  clients: z.array(client).default([]),
  /** Each subgraph's own settings, by name. */
  subgraphs: z.record(z.string(), z.unknown()).default({}),
  /** Only synthetic persons; introspection and the query page are open. */
  demo: z.boolean().default(false),
  logLevel: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
  limits: z
    .object({
      depth: z.int().positive().default(15),
      fields: z.int().positive().default(500),
      seconds: z.number().positive().default(20),
    })
    .prefault({}),
});

export type HubSettings = z.infer<typeof hubSettingsSchema>;
export type HubSettingsInput = z.input<typeof hubSettingsSchema>;

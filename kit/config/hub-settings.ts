import { isIP } from 'node:net';
import { z } from 'zod';
import { type CategoryId, categoryIds } from '#contracts/categories.ts';
import { isOrganisationNumber } from '#contracts/identifiers.ts';
import { clientSettingsSchema } from './client-settings.ts';
import { eventLogSettingsSchema } from './event-log-settings.ts';
import { issuerSettingsSchema, publicKeySet } from './issuer-settings.ts';
import { assuranceSettingsSchema, sessionSettingsSchema } from './people-settings.ts';

const organisationNumber = z
  .string()
  .refine(isOrganisationNumber, 'must be an organisation number with a right check digit');
const municipalityNumber = z
  .string()
  .regex(/^\d{4}$/, 'must be four digits')
  .nullable()
  .default(null)
  .describe('The four digits of the municipality; null for a controller that is none');

const controller = z
  .object({
    organisationNumber: organisationNumber.describe('Its number in Enhetsregisteret'),
    name: z.string().min(1).describe('Its name, as families and other controllers see it'),
    municipalityNumber,
    kind: z
      .enum(['MUNICIPALITY', 'COUNTY', 'PRIVATE_OWNER'])
      .describe('A municipality, a county (fylkeskommune), or the owner of private schools or kindergartens'),
  })
  .describe('The data controller that the hub is run for');
const peer = z.object({
  organisationNumber: organisationNumber.describe('Its number in Enhetsregisteret'),
  name: z.string().min(1).describe('Its name'),
  municipalityNumber,
  url: z.url('must be the address of the peer’s hub').describe('Where its hub answers'),
  keys: publicKeySet.describe('Its public keys, from its own key file (`oppvekst peers export`)'),
});
const seconds = (most: number) => z.number().min(0).max(most);
const addressRange = z.string().refine((text) => {
  const [address = '', bits, ...more] = text.split('/');
  const width = isIP(address) === 4 ? 32 : 128;
  return (
    isIP(address) > 0 && more.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= width))
  );
}, 'must be an IP address or a range of them, such as 10.0.0.0/8');

const poolSize = z.int().positive().optional().describe('The most connections at once; 10 when not given');
const waitSeconds = seconds(3_600)
  .default(60)
  .describe('How long a start waits for a database that does not answer yet; then it ends with exit code 2');

/** One hub's settings; every part has its meaning beside it, and all that is wrong is told at once. */
export const hubSettingsSchema = z.object({
  controller,
  people: z
    .enum(['real', 'synthetic'])
    .optional()
    .describe(
      'Whose data it holds. `synthetic`: a test environment, where no real national id is taken. A demo is always synthetic; otherwise `real`',
    ),
  host: z
    .string()
    .default('127.0.0.1')
    .describe('The address it listens on; beyond this machine only with `tls` or `proxy`'),
  port: z.int().min(0).max(65_535).describe('The port it listens on; 0 takes a free one'),
  publicUrl: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://hub.example.kommune.no' })
    .optional()
    .describe('The address by which families, systems and peers reach it'),
  tls: z
    .object({
      certFile: z.string().min(1).meta({ path: true }).describe('The certificate with its chain (PEM)'),
      keyFile: z.string().min(1).meta({ path: true }).describe('Its private key (PEM)'),
    })
    .optional()
    .describe('For a hub that ends TLS itself. Files that are replaced are taken into use within a minute'),
  proxy: z
    .object({
      trusted: z
        .array(addressRange)
        .min(1, 'must name the proxy’s address')
        .describe(
          'Addresses or ranges (10.0.0.0/8); others are refused, and X-Forwarded-* is believed from these alone',
        ),
    })
    .optional()
    .describe('For a hub behind a proxy that ends TLS'),
  database: z
    .discriminatedUnion('kind', [
      z.object({
        kind: z.literal('postgres'),
        url: z
          .string()
          .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
          .meta({ secret: true })
          .describe('postgres://user:password@host:5432/database'),
        poolSize,
        waitSeconds,
      }),
      z.object({
        kind: z.literal('folder'),
        folder: z.string().min(1).meta({ path: true }).describe('The folder of the embedded database'),
        realData: z
          .boolean()
          .default(false)
          .describe(
            'Says that real persons may lie in an embedded database, which is not flushed to disk at each commit',
          ),
      }),
      z.object({ kind: z.literal('memory') }),
    ])
    .describe('`postgres`; `folder`: embedded, for trying it out; `memory`: for tests, gone when the hub stops'),
  eventLog: eventLogSettingsSchema,
  keysFolder: z
    .string()
    .min(1)
    .meta({ path: true })
    .describe('The folder with the hub’s private keys, readable by its own user alone; `oppvekst init` makes them'),
  stateFolder: z
    .string()
    .min(1)
    .optional()
    .meta({ path: true })
    .describe(
      'The hub’s own folder: the control socket of the command line, and what must outlive the database: the ledgers of erasures and of marks of protection',
    ),
  peers: z.array(peer).default([]).describe('The hubs of other controllers that it exchanges sealed messages with'),
  issuers: z
    .array(issuerSettingsSchema)
    .default([])
    .describe('Who vouches for people and systems: Feide, ID-porten, Entra ID, Maskinporten'),
  sessions: sessionSettingsSchema,
  assurance: assuranceSettingsSchema,
  clients: z.array(clientSettingsSchema).default([]).describe('The systems that may ask, with their purposes'),
  subgraphs: z.record(z.string(), z.unknown()).default({}).describe('Each subgraph’s own settings, by name'),
  demo: z
    .boolean()
    .default(false)
    .describe('Synthetic people, open introspection, a query page, and the demo’s own token issuer'),
  production: z
    .boolean()
    .optional()
    .describe(
      'Only documents that a client has registered are answered (`oppvekst clients documents`), and the schema is told to nobody. When not given: true for a hub of real people, false for a demo or a test environment',
    ),
  eventRetention: z
    .object({
      sentOutboxDays: z
        .int()
        .min(1)
        .default(30)
        .describe('Events that are published, in days: so far back a log that has lost them gets them anew'),
      logDays: z
        .int()
        .min(1)
        .default(30)
        .describe('The embedded log, and what guards against handling an event twice, in days'),
      idempotencyDays: z
        .int()
        .min(1)
        .default(30)
        .describe('For so many days the same idempotency key gives the first answer'),
      deadLetterDays: z
        .int()
        .min(1)
        .default(90)
        .describe('Dead letters that were replayed, in days; one that was not waits for a person, however long'),
      everyMinutes: z.number().positive().default(60).describe('How often what is past its time is deleted'),
    })
    .prefault({})
    .describe('How long the hub keeps its own rows about events; the data they tell of has its own retention'),
  disposal: z
    .array(
      z.object({
        categories: z
          .array(z.enum(categoryIds as [CategoryId, ...CategoryId[]]))
          .min(1)
          .describe('Of which categories'),
        citation: z.string().min(1).describe('The regulation or permission of Nasjonalarkivet (arkivlova §§ 12, 13)'),
        inForceFrom: z.iso.date().describe('The first day that it holds'),
      }),
    )
    .default([])
    .describe(
      'What the controller has authority to dispose of when it is past its time (`oppvekst retention`); all else is closed and kept',
    ),
  audit: z
    .object({
      checkpointsFolder: z
        .string()
        .min(1)
        .optional()
        .meta({ path: true })
        .describe(
          'Where signed checkpoints of the audit trail are kept: outside the database, best on another machine; `checkpoints` in the stateFolder when not given',
        ),
      checkpointMinutes: z.number().positive().max(1_440).default(5).describe('How often one is written'),
    })
    .prefault({})
    .describe('How what was disclosed to whom is proved to be whole (`oppvekst verify`)'),
  logLevel: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'])
    .default('warn')
    .describe('What is logged, to standard error'),
  limits: z
    .object({
      depth: z.int().positive().default(15).describe('How deep a query may go'),
      fields: z.int().positive().default(500).describe('How many fields a query may ask for'),
      aliases: z
        .int()
        .min(0)
        .default(50)
        .describe('How many fields a query may give another name, or ask for again beside themselves'),
      rootFields: z.int().positive().default(20).describe('How many fields a query may begin with'),
      directives: z.int().min(0).default(50).describe('How many directives a query may use'),
      cost: z
        .int()
        .positive()
        .default(200_000)
        .describe(
          'How many values a query may give, estimated before it runs: a page has as many as it is asked for (`first`), another list ten',
        ),
      seconds: z.number().positive().default(20).describe('How long a query may take; then it is broken off'),
      load: z
        .object({
          atOnce: z.int().positive().default(32).describe('How many questions are answered at once'),
          waiting: z.int().min(0).default(128).describe('How many wait for their turn'),
          waitSeconds: seconds(60).default(2).describe('How long one waits'),
        })
        .prefault({})
        .describe('By each process of the gateway; who comes beyond it is told when to ask again (503, Retry-After)'),
      perMinute: z
        .object({
          person: z.int().positive().default(1_200).describe('By a person, in all their browsers and apps'),
          system: z.int().positive().default(6_000).describe('By a system'),
          address: z
            .int()
            .positive()
            .default(600)
            .describe(
              'From one address, of what nobody has put their name to: tokens that are refused, sign-ins that are begun',
            ),
        })
        .prefault({})
        .describe('How many requests in a minute, counted by each process of the gateway; more are answered with 429'),
    })
    .prefault({})
    .describe('What one query may ask for'),
  stopping: z
    .object({
      drainSeconds: seconds(600)
        .default(5)
        .describe(
          'How long it says that it is not ready, and still answers, before it stops: time for a load balancer',
        ),
      graceSeconds: seconds(3_600)
        .default(30)
        .describe('How long what is under way may take to end, before it is cut off'),
    })
    .prefault({})
    .describe('How it stops, at SIGTERM or Ctrl-C'),
});

export type HubSettings = z.infer<typeof hubSettingsSchema>;
export type HubSettingsInput = z.input<typeof hubSettingsSchema>;

/** Whether only synthetic persons are taken. */
export const isSynthetic = ({ demo, people }: Pick<HubSettings, 'demo' | 'people'>): boolean =>
  demo || people === 'synthetic';

/** Whether only registered documents are answered. */
export const isProduction = (settings: Pick<HubSettings, 'demo' | 'people' | 'production'>): boolean =>
  settings.production ?? !isSynthetic(settings);

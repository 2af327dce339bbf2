import { z } from 'zod';
import { isOrganisationNumber, readNationalId } from '#contracts/identifiers.ts';
import { issuerQuestions } from './issuer-answers.ts';

const yes = z.union([z.boolean(), z.string().transform((text) => /^(y|yes|true|ja)$/i.test(text))]);
const url = (protocol: RegExp, words: string) => z.url({ protocol, error: `must be an address such as ${words}` });
const administratorId = z
  .string()
  .refine(
    (text) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text) || readNationalId(text).valid,
    'must be a Feide user name (user@realm) or a national id with right check digits',
  );

export type Answers = Readonly<Record<string, unknown>>;

/** One thing that `init` asks. Its key is its place in an answers file, and, in kebab-case, its flag. */
export interface Question {
  readonly key: string;
  readonly message: string;
  /** What may be chosen; anything when it is not given. */
  readonly choices?: ReadonlyArray<{ readonly value: string; readonly name: string }>;
  readonly schema: z.ZodType;
  /** What is taken with --yes, and proposed on a terminal; without one it must be answered. */
  fallback?(answers: Answers): unknown;
  /** Whether it is asked at all, by what was answered before. */
  when?(answers: Answers): boolean;
  /** Nothing is an answer too. */
  readonly optional?: boolean;
  readonly secret?: boolean;
}

const isPostgres = (answers: Answers) => answers.database === 'postgres';
const isFolder = (answers: Answers) => answers.database === 'folder';

/** Everything that is asked, in its order. */
export const questions: readonly Question[] = [
  {
    key: 'name',
    message: 'What is the controller called? (Ringsaker kommune)',
    schema: z.string().trim().min(1, 'must not be empty'),
  },
  {
    key: 'organisationNumber',
    message: 'Its organisation number',
    schema: z.string().refine(isOrganisationNumber, 'must be nine digits with a right check digit (mod 11)'),
  },
  {
    key: 'kind',
    message: 'What is it?',
    choices: [
      { value: 'MUNICIPALITY', name: 'a municipality (kommune)' },
      { value: 'COUNTY', name: 'a county (fylkeskommune)' },
      { value: 'PRIVATE_OWNER', name: 'an owner of private schools or kindergartens' },
    ],
    schema: z.enum(['MUNICIPALITY', 'COUNTY', 'PRIVATE_OWNER']),
    fallback: () => 'MUNICIPALITY',
  },
  {
    key: 'municipalityNumber',
    message: 'Its municipality number',
    schema: z.string().regex(/^\d{4}$/, 'must be four digits'),
    when: ({ kind }) => kind === 'MUNICIPALITY',
  },
  {
    key: 'people',
    message: 'Whose data will it hold?',
    choices: [
      { value: 'real', name: 'real people' },
      { value: 'synthetic', name: 'synthetic people only: a test environment' },
    ],
    schema: z.enum(['real', 'synthetic']),
    fallback: () => 'real',
  },
  {
    key: 'database',
    message: 'Which database?',
    choices: [
      { value: 'postgres', name: 'PostgreSQL' },
      { value: 'folder', name: 'embedded, in a folder: to try it out' },
    ],
    schema: z.enum(['postgres', 'folder']),
    fallback: () => 'postgres',
  },
  {
    key: 'databaseUrl',
    message: 'Its address, with user and password (left empty: OPPVEKST_DATABASE__URL or …_FILE gives it)',
    schema: z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://'),
    when: isPostgres,
    optional: true,
    secret: true,
  },
  {
    key: 'databaseFolder',
    message: 'In which folder?',
    schema: z.string().min(1),
    fallback: () => 'database',
    when: isFolder,
  },
  {
    key: 'realDataInFolder',
    message: 'Real people in an embedded database can be lost with a crash of the machine. Do it all the same?',
    schema: yes.refine((answer) => answer, 'must be yes: otherwise choose PostgreSQL, or synthetic people'),
    when: (answers) => isFolder(answers) && answers.people === 'real',
  },
  {
    key: 'kafkaBrokers',
    message: 'Kafka brokers for events, host:port with commas between (left empty: a table in the database)',
    schema: z
      .string()
      .regex(/^[^\s:/,]+:\d{1,5}(,\s*[^\s:/,]+:\d{1,5})*$/, 'must be host:port, with commas between several'),
    optional: true,
  },
  { key: 'host', message: 'Which address does it listen on?', schema: z.string().min(1), fallback: () => '127.0.0.1' },
  { key: 'port', message: 'And which port?', schema: z.coerce.number().int().min(0).max(65_535), fallback: () => 4000 },
  {
    key: 'publicUrl',
    message: 'By which address do families, systems and peers reach it?',
    schema: url(/^https?$/, 'https://hub.example.kommune.no'),
  },
  {
    key: 'encryption',
    message: 'Who ends TLS?',
    choices: [
      { value: 'proxy', name: 'a proxy in front of the hub' },
      { value: 'own', name: 'the hub itself, with a certificate' },
      { value: 'none', name: 'nobody: it is reached from this machine alone' },
    ],
    schema: z.enum(['proxy', 'own', 'none']),
    fallback: ({ publicUrl }) => (String(publicUrl).startsWith('https:') ? 'proxy' : 'none'),
  },
  {
    key: 'trustedProxies',
    message: 'The proxy’s address or range, with commas between several',
    schema: z.string().min(1),
    fallback: () => '127.0.0.1',
    when: ({ encryption }) => encryption === 'proxy',
  },
  {
    key: 'certFile',
    message: 'The certificate’s file (PEM)',
    schema: z.string().min(1),
    when: ({ encryption }) => encryption === 'own',
  },
  {
    key: 'keyFile',
    message: 'Its private key’s file (PEM)',
    schema: z.string().min(1),
    when: ({ encryption }) => encryption === 'own',
  },
  {
    key: 'rosterFolder',
    message: 'A folder from which rosters are imported by themselves (left empty: by hand)',
    schema: z.string().min(1),
    optional: true,
  },
  {
    key: 'folkeregisteretUrl',
    message: 'Folkeregisteret’s API up to the rights package (left empty: later)',
    schema: url(/^https?$/, 'https://folkeregisteret.api.skatteetaten.no/folkeregisteret/offentlig-med-hjemmel/api'),
    optional: true,
  },
  {
    key: 'feideUrl',
    message: 'Feide’s groups API (left empty: later)',
    schema: url(/^https?$/, 'https://groups-api.dataporten.no/groups'),
    optional: true,
  },
  {
    key: 'feideRealm',
    message: 'The realm in Feide',
    schema: z.string().regex(/^[a-z0-9.-]+$/, 'must be as in user names: ringsaker.kommune.no'),
    when: ({ feideUrl }) => feideUrl !== undefined,
  },
  ...issuerQuestions,
  {
    key: 'administrator',
    message: 'The first administrator: a Feide user name, or a national id',
    schema: administratorId,
  },
  { key: 'administratorGivenName', message: 'The administrator’s given name', schema: z.string().trim().min(1) },
  { key: 'administratorFamilyName', message: 'And family name', schema: z.string().trim().min(1) },
  {
    key: 'keysFolder',
    message: 'In which folder shall the private keys lie?',
    schema: z.string().min(1),
    fallback: () => 'keys',
  },
  {
    key: 'stateFolder',
    message: 'And what must outlive the database (ledgers, control socket)?',
    schema: z.string().min(1),
    fallback: () => 'state',
  },
];

/** A question's flag: `organisationNumber` is `--organisation-number`. */
export const flagOf = ({ key }: Question): string =>
  `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

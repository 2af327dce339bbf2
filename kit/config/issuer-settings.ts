import { z } from 'zod';
import { assuranceLevels } from '#contracts/assurance.ts';

const publicKey = z.looseObject({
  kty: z.string().describe('The kind of key'),
  kid: z.string().describe('The id of the key'),
  use: z.enum(['sig', 'enc']).describe('For signatures, or for encryption'),
});
export const publicKeySet = z
  .object({ keys: z.array(publicKey).min(1, 'needs at least one key').describe('Public keys') })
  .describe('A JWK set (RFC 7517)');

const claims = z
  .object({
    nationalId: z.string().default('pid').describe('The claim with a national id'),
    feideId: z
      .string()
      .default('https://n.feide.no/claims/eduPersonPrincipalName')
      .describe('The claim with a Feide user name'),
    clientId: z.string().default('client_id').describe('The claim with a registered system'),
    organisation: z
      .string()
      .nullable()
      .default('consumer')
      .describe(
        'The claim with the organisation that a system acts for, in ISO 6523 form (`0192:<organisation number>`), as Maskinporten gives it; null for an issuer that gives none, which vouches for the client id alone',
      ),
    scope: z.string().default('scope').describe('The claim with a system’s scopes, with spaces between them'),
  })
  .describe('Which claim says who it is');

const assurance = z
  .object({
    claim: z.string().min(1).default('acr').describe('The claim that says how surely it is known who it is'),
    levels: z
      .record(z.string(), z.enum(assuranceLevels))
      .default({
        'idporten-loa-low': 'low',
        'idporten-loa-substantial': 'substantial',
        'idporten-loa-high': 'high',
      })
      .describe(
        'What the claim’s values mean: `low`, `substantial` or `high`. The first that means a level is what a sign-in of that level asks for',
      ),
    otherwise: z
      .enum(assuranceLevels)
      .default('low')
      .describe('What holds when the claim is missing, or says something else'),
  })
  .prefault({})
  .describe('How surely it is known who it is (eIDAS)');

const signIn = z
  .object({
    id: z
      .string()
      .regex(/^[a-z0-9-]{1,30}$/, 'may have small letters, digits and "-"')
      .describe(
        'Its place in addresses: the redirect URI is `<publicUrl>/sign-in/callback/<id>`, that of back-channel logout `<publicUrl>/sign-out/back-channel/<id>`',
      ),
    name: z.string().min(1).describe('What people call it, on the page where they choose'),
    clientId: z.string().min(1).describe('The hub’s client id there'),
    clientSecret: z.string().min(1).optional().meta({ secret: true }).describe('The client’s secret'),
    clientKeyFile: z
      .string()
      .min(1)
      .optional()
      .meta({ path: true })
      .describe('The client’s private key, a JWK with `kid` and `alg`, for `private_key_jwt`'),
    scope: z.string().default('openid profile').describe('The scopes that are asked for; `openid` must be one'),
  })
  .refine(({ clientSecret, clientKeyFile }) => (clientSecret === undefined) !== (clientKeyFile === undefined), {
    message: 'give clientSecret or clientKeyFile, one of them',
    path: ['clientSecret'],
  })
  .refine(({ scope }) => scope.split(' ').includes('openid'), { message: 'must have openid', path: ['scope'] })
  .optional()
  .describe('For an issuer that people sign in with (OpenID Connect); without it its tokens alone are taken');

/** Who vouches for people and systems: by bearer tokens, and where `signIn` is given by a page that people sign in on. */
export const issuerSettingsSchema = z
  .object({
    issuer: z.string().min(1).describe('The `iss` of its tokens'),
    audience: z.string().min(1).describe('The `aud` that its tokens for this hub carry'),
    keys: publicKeySet.optional().describe('The keys that it signs with, when it has no address for them'),
    jwksUrl: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe(
        'Where it publishes its keys, for one without discovery. New keys are taken into use when it changes them',
      ),
    claims,
    assurance,
    signIn,
  })
  .refine(({ keys, jwksUrl }) => keys === undefined || jwksUrl === undefined, {
    message: 'give keys or jwksUrl, not both',
    path: ['keys'],
  })
  .refine(
    ({ issuer, keys, jwksUrl, signIn: people }) =>
      /^https?:\/\//.test(issuer) || (people === undefined && (keys !== undefined || jwksUrl !== undefined)),
    {
      message: 'must be an https address, where it tells of itself (discovery); or give keys or jwksUrl',
      path: ['issuer'],
    },
  );

export type IssuerSettings = z.infer<typeof issuerSettingsSchema>;

import { z } from 'zod';
import { isOrganisationNumber } from '#contracts/identifiers.ts';
import { purposes } from '#contracts/purposes.ts';

/** A system that may ask, as the controller has registered it. */
export const clientSettingsSchema = z.object({
  clientId: z.string().min(1).describe('The id that its tokens carry'),
  name: z.string().min(1).describe('What it is called on the access log'),
  organisationNumber: z
    .string()
    .refine(isOrganisationNumber, 'must be an organisation number with a right check digit')
    .describe('Who runs it: its tokens must say so (the claim that `issuers[].claims.organisation` names)'),
  issuer: z
    .string()
    .min(1)
    .optional()
    .describe('The issuer that its tokens come from; needed where the hub has more than one that gives tokens'),
  scopes: z
    .array(z.string().min(1))
    .default([])
    .describe(
      'The scopes that its tokens must have, each of them, such as one that the controller has given it in Maskinporten',
    ),
  documents: z
    .string()
    .min(1)
    .optional()
    .meta({ path: true })
    .describe(
      'A file with the operations that it may ask, registered at each start (`oppvekst clients documents` does it while the hub runs)',
    ),
  purposes: z
    .array(z.enum(purposes))
    .min(1, 'must name at least one purpose')
    .describe('The purposes that it is registered for; another is refused'),
});
export type ClientSettings = z.infer<typeof clientSettingsSchema>;

/** What a subgraph knows of a registered system. */
export type RegisteredClient = Pick<ClientSettings, 'clientId' | 'name' | 'organisationNumber' | 'purposes'>;

import { z } from 'zod';
import type { AssuranceLevel } from '#contracts/assurance.ts';
import { isAssuranceLevel } from '#contracts/assurance.ts';
import type { HubSettingsInput } from '#kit/config/hub-settings.ts';
import type { Answers, Question } from './answers.ts';

type Issuer = NonNullable<HubSettingsInput['issuers']>[number];
type SignIn = Pick<Issuer, 'claims' | 'assurance' | 'signIn'>;

/** What is proposed for those whom a sign-in is for; parents come with ID-porten, who tells of a national id. */
interface Proposal {
  readonly id: string;
  readonly name: string;
  readonly claim: 'nationalId' | 'feideId';
  readonly claimName: string;
  /** Undefined where the issuer's words for its levels are for the controller to say. */
  readonly levels: string | undefined;
}
const forParents: Proposal = {
  id: 'id-porten',
  name: 'ID-porten',
  claim: 'nationalId',
  claimName: 'pid',
  levels: 'idporten-loa-low=low, idporten-loa-substantial=substantial, idporten-loa-high=high',
};
const atSchool: Proposal = {
  id: 'feide',
  name: 'Feide',
  claim: 'feideId',
  claimName: 'https://n.feide.no/claims/eduPersonPrincipalName',
  levels: undefined,
};
const proposalFor = ({ signInFor }: Answers): Proposal => (signInFor === 'parents' ? forParents : atSchool);

const levelPairs = (text: string): ReadonlyArray<readonly [value: string, level: string]> =>
  text.split(',').map((pair) => {
    const cut = pair.lastIndexOf('=');
    return [pair.slice(0, Math.max(cut, 0)).trim(), pair.slice(cut + 1).trim()];
  });

const hasSignIn = ({ signInClientId }: Answers) => signInClientId !== undefined;

/** What is asked of the client that people sign in with: only of an issuer that tells of itself (OpenID Connect discovery). */
export const signInQuestions: readonly Question[] = [
  {
    key: 'signInClientId',
    message: 'The hub’s client id there, for people to sign in with (left empty: only its tokens are taken)',
    schema: z.string().min(1),
    optional: true,
    when: ({ issuer }) => /^https?:\/\//.test(String(issuer)),
  },
  {
    key: 'signInFor',
    message: 'Who signs in with it?',
    choices: [
      { value: 'parents', name: 'parents (ID-porten)' },
      { value: 'staff', name: 'staff (Feide, Entra ID)' },
      { value: 'pupils', name: 'pupils (Feide)' },
      { value: 'staff-and-pupils', name: 'staff and pupils (Feide)' },
    ],
    schema: z.enum(['parents', 'staff', 'pupils', 'staff-and-pupils']),
    when: hasSignIn,
  },
  {
    key: 'signInName',
    message: 'What do they call it? They choose it by this name',
    schema: z.string().trim().min(1),
    fallback: (answers) => proposalFor(answers).name,
    when: hasSignIn,
  },
  {
    key: 'signInId',
    message: 'Its place in addresses: people are sent back to <public address>/sign-in/callback/<this>',
    schema: z.string().regex(/^[a-z0-9-]{1,30}$/, 'may have small letters, digits and "-"'),
    fallback: (answers) => proposalFor(answers).id,
    when: hasSignIn,
  },
  {
    key: 'signInKeyFile',
    message:
      'The file with the client’s private key, a JWK (left empty: a secret, which the environment gives at start, itself or in a file)',
    schema: z.string().min(1),
    optional: true,
    when: hasSignIn,
  },
  {
    key: 'signInClaim',
    message: 'Which claim says who it is? For parents a national id, for others a Feide user name',
    schema: z.string().min(1),
    fallback: (answers) => proposalFor(answers).claimName,
    when: hasSignIn,
  },
  {
    key: 'signInLevels',
    message:
      'What its `acr` values mean, value=low, value=substantial or value=high, with commas between (left empty: all are low, and see no personal data)',
    schema: z
      .string()
      .refine(
        (text) => levelPairs(text).every(([value, level]) => value !== '' && isAssuranceLevel(level)),
        'must be value=low, value=substantial or value=high, with commas between several',
      ),
    optional: true,
    fallback: (answers) => proposalFor(answers).levels,
    when: hasSignIn,
  },
];

/** The settings of an issuer that people sign in with; undefined where nobody does. */
export function signInOf(answers: Answers): SignIn | undefined {
  if (!hasSignIn(answers)) return undefined;
  const levels = answers.signInLevels === undefined ? [] : levelPairs(String(answers.signInLevels));
  return {
    claims: { [proposalFor(answers).claim]: String(answers.signInClaim) },
    // Written even where none is told: otherwise those of ID-porten would hold for an issuer that has not said so.
    assurance: { levels: Object.fromEntries(levels) as Record<string, AssuranceLevel> },
    signIn: {
      id: String(answers.signInId),
      name: String(answers.signInName),
      clientId: String(answers.signInClientId),
      ...(answers.signInKeyFile === undefined ? {} : { clientKeyFile: String(answers.signInKeyFile) }),
    },
  };
}

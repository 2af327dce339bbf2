import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { HubSettingsInput } from '#kit/config/hub-settings.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { Answers, Question } from './answers.ts';
import { signInOf, signInQuestions } from './sign-in-answers.ts';

type Issuer = NonNullable<HubSettingsInput['issuers']>[number];

/** ID-porten for parents, Feide for staff and pupils, Entra ID for other staff, Maskinporten for systems. */
const places = [1, 2, 3, 4] as const;

const aboutOne: readonly Question[] = [
  {
    key: 'issuer',
    message: 'Who issues the tokens that people and systems sign in with? (`iss`; left empty: later)',
    schema: z.string().min(1),
    optional: true,
  },
  {
    key: 'issuerAudience',
    message: 'The audience of its tokens for this hub (`aud`)',
    schema: z.string().min(1),
    fallback: ({ publicUrl }) => publicUrl,
    when: ({ issuer }) => issuer !== undefined,
  },
  {
    key: 'issuerKeys',
    message:
      'Its keys: the address where it publishes them (`jwks_uri`), or a file with the JWK set (left empty: it tells by discovery)',
    schema: z.string().min(1),
    optional: true,
    when: ({ issuer }) => issuer !== undefined,
  },
  ...signInQuestions,
];

/** The keys of what is asked of the second issuer end with 2, and so on. */
const keyOf = (key: string, place: number): string => (place === 1 ? key : `${key}${place}`);

/** The answers as if this issuer were the only one. */
function answersOf(answers: Answers, place: number): Answers {
  const own = Object.fromEntries(aboutOne.map(({ key }) => [key, answers[keyOf(key, place)]]));
  return { ...answers, ...own };
}

/** What is asked of each issuer in turn, until there are no more. */
export const issuerQuestions: readonly Question[] = places.flatMap((place) =>
  aboutOne.map((question) => questionOf(question, place)),
);

function questionOf(question: Question, place: number): Question {
  if (place === 1) return question;
  const { key, message, fallback, when } = question;
  return {
    ...question,
    key: keyOf(key, place),
    message: key === 'issuer' ? 'Another issuer, of other people or of systems? (`iss`; left empty: no more)' : message,
    ...(fallback ? { fallback: (answers) => fallback(answersOf(answers, place)) } : {}),
    when: (answers) =>
      key === 'issuer' ? answers[keyOf(key, place - 1)] !== undefined : when?.(answersOf(answers, place)) !== false,
  };
}

/** The settings of the issuers, in the order in which they were told. */
export const issuersOf = (answers: Answers): Issuer[] =>
  places
    .map((place) => answersOf(answers, place))
    .filter(({ issuer }) => issuer !== undefined)
    .map(issuerOf);

function issuerOf(answers: Answers): Issuer {
  const issuer = {
    issuer: String(answers.issuer),
    audience: String(answers.issuerAudience),
    ...(signInOf(answers) ?? { claims: {} }),
  };
  if (answers.issuerKeys === undefined) return issuer;
  const keys = String(answers.issuerKeys);
  return /^https?:/.test(keys) ? { ...issuer, jwksUrl: keys } : { ...issuer, keys: readKeySet(keys) };
}

function readKeySet(file: string): NonNullable<Issuer['keys']> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ReturnType<typeof readKeySet>;
  } catch (error) {
    throw new HubError('BAD_INPUT', `issuerKeys: ${file} cannot be read as a JWK set (JSON).`, { cause: error });
  }
}

/**
 * Whether a person may be told of a child, at the moment it is asked. The answer comes from the access policy over the facts of
 * that moment (foreldreansvar, residence, a right taken away, work with the child), never from a list kept here.
 */
export type Telling = { readonly may: true } | { readonly may: false; readonly why: string; readonly citation: string };
export type TellingLookup = (personId: string) => Telling;

export type PersonRole = 'STAFF' | 'GUARDIAN' | 'PUPIL';
export interface Participant {
  readonly personId: string;
  readonly role: PersonRole;
}

/** Why a command was not carried out; nothing has changed. */
export interface Refusal<Code extends string> {
  readonly code: Code;
  readonly message: string;
  /** The rule it rests on, where it is a rule of law. */
  readonly citation?: string;
}
export type Decision<Event, Code extends string> =
  | { readonly events: readonly Event[]; readonly refusal?: never }
  | { readonly refusal: Refusal<Code>; readonly events?: never };

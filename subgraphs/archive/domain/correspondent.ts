import { optionalText, requiredText } from './archive-text.ts';
import type { CorrespondentRole } from './code-lists.ts';

/** A correspondent (korrespondansepart): who a document came from or went to. Never a national id: Noark's `personid` is not used. */
export interface Correspondent {
  /** M087 korrespondanseparttype. */
  readonly role: CorrespondentRole;
  /** M400 korrespondansepartNavn. */
  readonly name: string;
  /** M415 organisasjonid, as the source had it: an archive keeps what was, right or wrong. */
  readonly organisationNumber?: string;
  /** The name is a person's (erPersonnavn); such names are left out of the public journal after a year (offentlegforskrifta § 7). */
  readonly isPerson: boolean;
  /** M509 erSkjermet: the name itself is screened. */
  readonly screened: boolean;
  /** M305 administrativEnhet, of an internal correspondent. */
  readonly unit?: string;
  /** The other party's own reference (deresReferanse). */
  readonly theirReference?: string;
}

/** A correspondent as the archive can keep it. */
export function keptCorrespondent(draft: Correspondent): Correspondent {
  const organisationNumber = optionalText(draft.organisationNumber);
  const unit = optionalText(draft.unit);
  const theirReference = optionalText(draft.theirReference);
  return {
    role: draft.role,
    name: requiredText(draft.name, "a correspondent's name (korrespondansepartNavn)"),
    ...(organisationNumber ? { organisationNumber } : {}),
    isPerson: draft.isPerson,
    screened: draft.screened,
    ...(unit ? { unit } : {}),
    ...(theirReference ? { theirReference } : {}),
  };
}

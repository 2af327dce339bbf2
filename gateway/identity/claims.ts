import type { AssuranceLevel } from '#contracts/assurance.ts';
import { assuranceLevels } from '#contracts/assurance.ts';
import { isOrganisationNumber } from '#contracts/identifiers.ts';
import type { Identity } from '#contracts/ports.ts';
import type { IssuerSettings } from '#kit/config/issuer-settings.ts';

/** What an issuer has said of somebody, verified. */
export type Claims = Readonly<Record<string, unknown>>;

const textOf = (claims: Claims, name: string): string | undefined => {
  const value = claims[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** Which person the claims are about, by the issuer's own names for them; undefined when they are about none. */
export function identityIn(claims: Claims, names: IssuerSettings['claims']): Identity | undefined {
  const nationalId = textOf(claims, names.nationalId);
  if (nationalId) return { kind: 'national-id', nationalId };
  const feideId = textOf(claims, names.feideId);
  return feideId ? { kind: 'feide', feideId } : undefined;
}

export const clientIn = (claims: Claims, names: IssuerSettings['claims']): string | undefined =>
  textOf(claims, names.clientId);

/** The number of the organisation that a system acts for (ISO 6523, scheme 0192); undefined where the claim says none that is one. */
export function organisationIn(claims: Claims, name: string): string | undefined {
  const claim = claims[name];
  const id = typeof claim === 'object' && claim !== null ? (claim as { ID?: unknown }).ID : claim;
  const number = typeof id === 'string' ? /^0192:(\d{9})$/.exec(id)?.[1] : undefined;
  return number !== undefined && isOrganisationNumber(number) ? number : undefined;
}

/** The scopes of a system's token (RFC 8693 § 4.2): a text with spaces, or a list as some issuers write it. */
export function scopesIn(claims: Claims, names: IssuerSettings['claims']): readonly string[] {
  const claim = claims[names.scope];
  const listed: readonly unknown[] = Array.isArray(claim) ? claim : typeof claim === 'string' ? claim.split(' ') : [];
  return listed.filter((one): one is string => typeof one === 'string' && one !== '');
}

/** How surely the issuer knows who it is: the highest level that the claim names, which may be a text or a list. */
export function assuranceIn(claims: Claims, { claim, levels, otherwise }: IssuerSettings['assurance']): AssuranceLevel {
  const value = claims[claim];
  const named = (Array.isArray(value) ? value : [value]).flatMap((one) =>
    typeof one === 'string' && Object.hasOwn(levels, one) ? (levels[one] ?? []) : [],
  );
  return [...assuranceLevels].reverse().find((level) => named.includes(level)) ?? otherwise;
}

/** What a sign-in asks the issuer for to come to a level (`acr_values`): the lowest that it names and that reaches it. */
export function acrFor(level: AssuranceLevel, { levels }: IssuerSettings['assurance']): string | undefined {
  const enough = assuranceLevels.slice(assuranceLevels.indexOf(level));
  return enough.flatMap((one) => Object.entries(levels).find(([, meant]) => meant === one)?.[0] ?? [])[0];
}

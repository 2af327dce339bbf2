import type { AssuranceLevel } from '#contracts/assurance.ts';
import { assuranceLevels } from '#contracts/assurance.ts';
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

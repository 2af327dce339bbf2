import { isIsoDate } from '#contracts/identifiers.ts';

/** Feide's kinds of groups in primary and secondary education: b basisgruppe, u undervisningsgruppe, a andre grupper. */
export type GroupKind = 'BASIC' | 'TEACHING' | 'OTHER';
const kinds: Readonly<Record<string, GroupKind>> = { b: 'BASIC', u: 'TEACHING', a: 'OTHER' };

export type FeideGroupId =
  | { readonly type: 'ORGANISATION'; readonly realm: string }
  | { readonly type: 'SCHOOL'; readonly realm: string; readonly organisationNumber: string }
  | {
      readonly type: 'GROUP';
      readonly realm: string;
      readonly kind: GroupKind;
      readonly organisationNumber: string;
      readonly localId: string;
      /** ISO dates, both days included. */
      readonly validFrom: string;
      readonly validTo: string;
    };

const unitPart = /^NO(\d{9})$/;

/**
 * Reads a group id: `fc:org:<realm>`, `fc:org:<realm>:unit:NO<orgnr>` (a parent may be written `fc:gogroup:…:unit:…`), or
 * `fc:gogroup:<realm>:<b|u|a>:NO<orgnr>:<local id>:<from>:<to>`. Undefined for ids of other kinds (ad hoc, Grep).
 */
export function readGroupId(id: string): FeideGroupId | undefined {
  const parts = id.split(':');
  const [scheme, type, realm, third, unit, local, validFrom, validTo] = parts;
  if (scheme !== 'fc' || (type !== 'org' && type !== 'gogroup') || !realm) return undefined;
  if (type === 'org' && parts.length === 3) return { type: 'ORGANISATION', realm };
  const organisationNumber = unitPart.exec(unit ?? '')?.[1];
  if (organisationNumber === undefined) return undefined;
  if (third === 'unit') return parts.length === 5 ? { type: 'SCHOOL', realm, organisationNumber } : undefined;
  const kind = third !== undefined && Object.hasOwn(kinds, third) ? kinds[third] : undefined;
  if (type !== 'gogroup' || kind === undefined || parts.length !== 8) return undefined;
  if (!local || !isIsoDate(validFrom ?? '') || !isIsoDate(validTo ?? '')) return undefined;
  return {
    type: 'GROUP',
    realm,
    kind,
    organisationNumber,
    localId: decode(local),
    validFrom: validFrom as string,
    validTo: validTo as string,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** One spelling for a school's id, whichever prefix a parent was written with. */
export const schoolGroupId = (realm: string, organisationNumber: string): string =>
  `fc:org:${realm}:unit:NO${organisationNumber}`;

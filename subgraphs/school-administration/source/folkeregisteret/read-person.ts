import { isIsoDate, isOrganisationNumber, readNationalId } from '#contracts/identifiers.ts';
import type { PersonDocument, PlaceOfResidence } from './documents.ts';

/** Address protection (folkeregisterloven § 10-4), from open to closed: kode 7 is FORTROLIG, kode 6 STRENGT_FORTROLIG. */
export const addressGradings = ['UGRADERT', 'KLIENTADRESSE', 'FORTROLIG', 'STRENGT_FORTROLIG'] as const;
export type AddressGrading = (typeof addressGradings)[number];

/** Foreldreansvar (barnelova § 30) as the register states it; UKJENT gives nobody a right. */
export type ResponsibilityKind = 'FELLES' | 'MOR' | 'FAR' | 'MEDMOR' | 'ANDRE' | 'UKJENT';
export type ParentRole = 'MOR' | 'FAR' | 'MEDMOR';

/** What the register says of somebody that a person must look at: nothing follows from it by itself. */
export const registerNotices = ['DECEASED', 'EMIGRATED', 'CEASED', 'FALSE_IDENTITY', 'UNDER_GUARDIANSHIP'] as const;
export type RegisterNotice = (typeof registerNotices)[number];

export interface RegisteredAddress {
  readonly street: string;
  readonly postalCode?: string;
  readonly postalPlace?: string;
}

/** A home under its key, with the last day of an agreement on shared residence that has one. */
export interface HomeKey {
  readonly key: string;
  readonly until?: string;
}

export interface RegisteredPerson {
  readonly nationalId: string;
  /** Numbers the person had before: a match on one of them is a match. */
  readonly formerNationalIds: readonly string[];
  readonly name?: { readonly given: string; readonly middle?: string; readonly family: string };
  /** ISO date. */
  readonly birthDate?: string;
  readonly deceased: boolean;
  readonly grading: AddressGrading;
  /** Absent for graded addresses: what the hub does not hold it cannot disclose. */
  readonly address?: RegisteredAddress;
  readonly municipalityNumber?: string;
  /** Oldest first, where the register was asked for history; empty for graded addresses. */
  readonly residenceHistory: readonly { readonly municipalityNumber: string; readonly from: string }[];
  /** Delt bosted (barnelova § 36). */
  readonly sharedResidence?: {
    readonly from: string;
    readonly to?: string;
    readonly municipalityNumber?: string;
    readonly address?: RegisteredAddress;
  };
  /** Keyed traces of the homes, to tell whether two persons live together without holding where; see `residenceKey`. */
  readonly residenceKeys: readonly HomeKey[];
  readonly notices: readonly RegisterNotice[];
  /** On a child: who holds foreldreansvar. */
  readonly parentalResponsibility: readonly {
    readonly kind: ResponsibilityKind;
    readonly holderNationalId?: string;
    readonly organisationNumber?: string;
  }[];
  /** On an adult: the children he or she holds foreldreansvar for. */
  readonly responsibleFor: readonly string[];
  readonly parents: readonly { readonly role: ParentRole; readonly nationalId?: string }[];
}

export interface ReadPersonOptions {
  /** A keyed one-way function (HMAC) over the canonical text of an address; without it homes are not compared. */
  readonly residenceKey?: (canonicalAddress: string) => string;
}

const gradingCodes: Readonly<Record<string, AddressGrading>> = {
  ugradert: 'UGRADERT',
  klientadresse: 'KLIENTADRESSE',
  fortrolig: 'FORTROLIG',
  strengtFortrolig: 'STRENGT_FORTROLIG',
};
const responsibilityCodes: Readonly<Record<string, ResponsibilityKind>> = {
  felles: 'FELLES',
  mor: 'MOR',
  far: 'FAR',
  medmor: 'MEDMOR',
  andre: 'ANDRE',
};
const parentCodes: Readonly<Record<string, ParentRole>> = { mor: 'MOR', far: 'FAR', medmor: 'MEDMOR' };

/** A code the register added later must not find its way to an object's own members. */
const lookUp = <T>(codes: Readonly<Record<string, T>>, code: string): T | undefined =>
  Object.hasOwn(codes, code) ? codes[code] : undefined;
const nationalIdOrNothing = (text: string | undefined) =>
  text !== undefined && readNationalId(text).valid ? text : undefined;

interface Dated {
  readonly erGjeldende?: boolean | undefined;
  readonly opphoerstidspunkt?: string | undefined;
}
/** In force beyond doubt: what gives somebody a right must be this. */
const inForce = (entry: Dated) => entry.erGjeldende !== false && entry.opphoerstidspunkt === undefined;
/** Not ended beyond doubt: what protects somebody holds while it is this. */
const notEnded = (entry: Dated) => entry.erGjeldende !== false;

/**
 * A person as the hub needs one, from a person document. What it does not know closes: an unknown grading reads as the strictest, an
 * unknown kind of responsibility gives nobody a right.
 */
export function readPerson(document: PersonDocument, options: ReadPersonOptions = {}): RegisteredPerson {
  const grading = readGrading(document);
  const hidden = grading === 'FORTROLIG' || grading === 'STRENGT_FORTROLIG';
  const [name, birthDate] = [document.navn?.find(inForce), document.foedsel?.foedselsdato];
  const residence = document.bostedsadresse?.find(inForce);
  const shared = document.deltBosted?.find(inForce);
  const address = residence && !hidden ? readAddress(residence) : undefined;
  const municipalityNumber = residence && !hidden ? municipalityOf(residence) : undefined;
  const numbers = document.identifikasjonsnummer;
  const current =
    numbers.find((number) => number.status === 'iBruk' && inForce(number)) ?? numbers.find(inForce) ?? numbers[0];
  const nationalId = current?.foedselsEllerDNummer ?? '';
  return {
    nationalId,
    formerNationalIds: numbers.map((number) => number.foedselsEllerDNummer).filter((number) => number !== nationalId),
    ...(name
      ? {
          name: {
            given: name.fornavn,
            ...(name.mellomnavn === undefined ? {} : { middle: name.mellomnavn }),
            family: name.etternavn,
          },
        }
      : {}),
    ...(birthDate !== undefined && isIsoDate(birthDate) ? { birthDate } : {}),
    deceased: document.doedsfall !== undefined,
    grading,
    ...(address ? { address } : {}),
    ...(municipalityNumber === undefined ? {} : { municipalityNumber }),
    residenceHistory: hidden ? [] : readHistory(document),
    ...(shared ? { sharedResidence: readShared(shared, hidden) } : {}),
    residenceKeys: readKeys([residence, shared], options),
    notices: readNotices(document),
    parentalResponsibility: readResponsibility(document),
    responsibleFor: (document.foreldreansvar ?? [])
      .filter((entry) => inForce(entry) && lookUp(responsibilityCodes, entry.ansvar) !== undefined)
      .flatMap((entry) => nationalIdOrNothing(entry.ansvarssubjekt) ?? []),
    parents: readParents(document),
  };
}

/** The strictest of the protection and of every address that is not ended. */
function readGrading(document: PersonDocument): AddressGrading {
  const codes = [
    ...(document.adressebeskyttelse ?? []).filter(notEnded).map((entry) => entry.graderingsnivaa ?? 'unstated'),
    ...[...(document.bostedsadresse ?? []), ...(document.deltBosted ?? [])]
      .filter(notEnded)
      .flatMap((entry) => entry.adressegradering ?? []),
  ];
  const ranks = codes.map((code) => addressGradings.indexOf(lookUp(gradingCodes, code) ?? 'STRENGT_FORTROLIG'));
  return addressGradings[Math.max(0, ...ranks)] ?? 'STRENGT_FORTROLIG';
}

const municipalityOf = (place: PlaceOfResidence): string | undefined =>
  place.vegadresse?.kommunenummer ??
  place.matrikkeladresse?.matrikkelnummer.kommunenummer ??
  place.ukjentBosted?.bostedskommune;

function streetOf({ vegadresse: road, matrikkeladresse: cadastral }: PlaceOfResidence): string | undefined {
  if (road) {
    const number = road.adressenummer ? ` ${road.adressenummer.husnummer}${road.adressenummer.husbokstav ?? ''}` : '';
    return `${road.adressenavn}${number}`;
  }
  if (!cadastral) return undefined;
  const { gaardsnummer, bruksnummer, festenummer } = cadastral.matrikkelnummer;
  return (
    cadastral.adressetilleggsnavn ??
    `gnr. ${gaardsnummer} bnr. ${bruksnummer}${festenummer ? ` fnr. ${festenummer}` : ''}`
  );
}

function readAddress(place: PlaceOfResidence): RegisteredAddress | undefined {
  const street = streetOf(place);
  if (street === undefined) return undefined;
  const { postnummer, poststedsnavn } = place.vegadresse?.poststed ?? place.matrikkeladresse?.poststed ?? {};
  return {
    street,
    ...(postnummer === undefined ? {} : { postalCode: postnummer }),
    ...(poststedsnavn === undefined ? {} : { postalPlace: poststedsnavn }),
  };
}

function readHistory(document: PersonDocument): RegisteredPerson['residenceHistory'] {
  return (document.bostedsadresse ?? [])
    .flatMap((residence) => {
      const municipalityNumber = municipalityOf(residence);
      const from = residence.flyttedato ?? residence.gyldighetstidspunkt?.slice(0, 10);
      if (municipalityNumber === undefined || from === undefined || !isIsoDate(from)) return [];
      // An address that was graded when it was lived in stays unsaid.
      const code = residence.adressegradering ?? 'ugradert';
      return code === 'ugradert' || code === 'klientadresse' ? [{ municipalityNumber, from }] : [];
    })
    .toSorted((one, other) => one.from.localeCompare(other.from));
}

function readShared(
  shared: NonNullable<PersonDocument['deltBosted']>[number],
  hidden: boolean,
): NonNullable<RegisteredPerson['sharedResidence']> {
  const [address, municipalityNumber] = hidden ? [] : [readAddress(shared), municipalityOf(shared)];
  return {
    from: shared.startdatoForKontrakt,
    ...(shared.sluttdatoForKontrakt === undefined ? {} : { to: shared.sluttdatoForKontrakt }),
    ...(municipalityNumber === undefined ? {} : { municipalityNumber }),
    ...(address ? { address } : {}),
  };
}

function readKeys(
  places: readonly ((PlaceOfResidence & { readonly sluttdatoForKontrakt?: string | undefined }) | undefined)[],
  { residenceKey }: ReadPersonOptions,
): readonly HomeKey[] {
  if (!residenceKey) return [];
  return places.flatMap((place) => {
    const street = place && streetOf(place);
    const municipality = place && municipalityOf(place);
    if (!place || street === undefined || municipality === undefined) return [];
    const unit = place.vegadresse?.bruksenhetsnummer ?? place.matrikkeladresse?.bruksenhetsnummer ?? '';
    const postalCode = place.vegadresse?.poststed?.postnummer ?? place.matrikkeladresse?.poststed?.postnummer ?? '';
    const key = residenceKey([municipality, postalCode, street, unit].join('|').toLowerCase());
    return [{ key, ...(place.sluttdatoForKontrakt === undefined ? {} : { until: place.sluttdatoForKontrakt }) }];
  });
}

const guardianshipOfChildren: ReadonlySet<string> = new Set([
  ...['mindreaarig', 'midlertidigForMindreaarig', 'ensligMindreaarigAsylsoeker', 'ensligMindreaarigFlyktning'],
]);

function readNotices(document: PersonDocument): readonly RegisterNotice[] {
  const statuses = (document.status ?? []).filter(inForce).map(({ status }) => status);
  const guardianships = (document.vergemaalEllerFremtidsfullmakt ?? []).filter(inForce);
  const holds: Readonly<Record<RegisterNotice, boolean>> = {
    DECEASED: document.doedsfall !== undefined || statuses.includes('doed'),
    EMIGRATED: statuses.includes('utflyttet'),
    CEASED: statuses.includes('opphoert'),
    FALSE_IDENTITY: document.falskIdentitet?.erFalsk === true && inForce(document.falskIdentitet),
    UNDER_GUARDIANSHIP: guardianships.some(({ vergemaaltype }) => guardianshipOfChildren.has(vergemaaltype ?? '')),
  };
  return registerNotices.filter((notice) => holds[notice]);
}

function readResponsibility(document: PersonDocument): RegisteredPerson['parentalResponsibility'] {
  return (document.foreldreansvar ?? [])
    .filter((entry) => inForce(entry) && entry.ansvarssubjekt === undefined)
    .map((entry) => {
      const kind = lookUp(responsibilityCodes, entry.ansvar) ?? 'UKJENT';
      if (kind === 'UKJENT') return { kind };
      const holder = nationalIdOrNothing(entry.ansvarlig);
      const organisation = entry.ansvarligOrganisasjon;
      return {
        kind,
        ...(holder === undefined ? {} : { holderNationalId: holder }),
        ...(organisation !== undefined && isOrganisationNumber(organisation)
          ? { organisationNumber: organisation }
          : {}),
      };
    });
}

function readParents(document: PersonDocument): RegisteredPerson['parents'] {
  return (document.familierelasjon ?? []).filter(inForce).flatMap((relation) => {
    const role = lookUp(parentCodes, relation.relatertPersonsRolle);
    if (role === undefined) return [];
    const nationalId = nationalIdOrNothing(relation.relatertPerson);
    return [{ role, ...(nationalId === undefined ? {} : { nationalId }) }];
  });
}

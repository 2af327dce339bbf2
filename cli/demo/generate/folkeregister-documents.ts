import { createHash } from 'node:crypto';
import { addDays } from './dates.ts';
import type { Address, Adult, Child, Family, Grading, MunicipalityModel, Person, Residence } from './model.ts';

/** A person document with Folkeregisteret's own names (folkeregisteret:tilgjengeliggjoering:person:v1), as JSON. */
export type PersonDocument = Readonly<Record<string, unknown>> & {
  readonly identifikasjonsnummer: readonly (Readonly<Record<string, unknown>> & {
    readonly foedselsEllerDNummer: string;
  })[];
};

/** One entry of the event feed. */
export interface FeedEntry {
  readonly sekvensnummer: number;
  readonly hendelse: {
    readonly folkeregisteridentifikator: string;
    readonly hendelsetype: string;
    readonly hendelsesdokument: string;
    readonly persondokument: string;
    readonly ajourholdstidspunkt: string;
  };
}

export interface FolkeregisterData {
  readonly personer: readonly PersonDocument[];
  readonly hendelser: readonly FeedEntry[];
}

/** What Folkeregisteret would answer about the people of the model, and what happened to them lately. */
export function folkeregisterDocuments(model: MunicipalityModel): FolkeregisterData {
  const children = model.families.flatMap((family) => family.children);
  const childrenOf = childrenByParent(children);
  const adults = new Map(
    model.families.flatMap((family: Family) => family.adults.map((adult) => [adult.nationalId, adult])),
  );
  const personer = [
    ...children.map((child) => personDocument(child, childFacts(child))),
    ...adults.values().map((adult) => personDocument(adult, adultFacts(adult, childrenOf.get(adult.nationalId) ?? []))),
  ];
  return { personer, hendelser: feed(model, children) };
}

function childrenByParent(children: readonly Child[]): ReadonlyMap<string, readonly Child[]> {
  const found = new Map<string, Child[]>();
  for (const child of children) {
    const adults = new Set([
      ...child.parents.map((parent) => parent.nationalId),
      ...child.responsibility.flatMap(({ holder }) => holder ?? []),
    ]);
    for (const adult of adults) found.set(adult, [...(found.get(adult) ?? []), child]);
  }
  return found;
}

const metadata = (from: string, current = true) => ({
  erGjeldende: current,
  gyldighetstidspunkt: `${from}T00:00:00+01:00`,
});

function personDocument(person: Child | Adult, facts: Readonly<Record<string, unknown>>): PersonDocument {
  const { birthDate, name, grading } = person;
  const dNumber = Number(person.nationalId[0]) >= 4;
  return {
    identifikasjonsnummer: [
      {
        ...metadata(birthDate),
        status: 'iBruk',
        foedselsEllerDNummer: person.nationalId,
        identifikatortype: dNumber ? 'dNummer' : 'foedselsnummer',
      },
    ],
    status: [{ ...metadata(birthDate), status: dNumber ? 'midlertidig' : 'bosatt' }],
    kjoenn: [{ ...metadata(birthDate), kjoenn: person.gender === 'female' ? 'kvinne' : 'mann' }],
    foedsel: { ...metadata(birthDate), foedselsdato: birthDate, foedselsaar: birthDate.slice(0, 4) },
    navn: [
      {
        ...metadata(birthDate),
        fornavn: name.given,
        ...(name.middle === undefined ? {} : { mellomnavn: name.middle }),
        etternavn: name.family,
      },
    ],
    bostedsadresse: person.residences.map((residence, index) =>
      residenceDocument(residence, grading, index === person.residences.length - 1),
    ),
    ...(grading === 'ugradert'
      ? {}
      : {
          adressebeskyttelse: [{ ...metadata(person.residences.at(-1)?.from ?? birthDate), graderingsnivaa: grading }],
        }),
    ...facts,
  };
}

const roadAddress = (address: Address) => ({
  kommunenummer: address.municipalityNumber,
  adressenavn: address.street,
  adressenummer: { husnummer: String(address.number) },
  poststed: { poststedsnavn: address.postalPlace.toUpperCase(), postnummer: address.postalCode },
});

const residenceDocument = (residence: Residence, grading: Grading, current: boolean) => ({
  ...metadata(residence.from, current),
  vegadresse: roadAddress(residence.address),
  // Earlier addresses were open when they were lived in; the one that must be kept secret is the present one.
  adressegradering: current ? grading : 'ugradert',
  flyttedato: residence.from,
});

function childFacts(child: Child): Readonly<Record<string, unknown>> {
  const since = metadata(child.birthDate);
  const shared = child.sharedResidence;
  return {
    familierelasjon: child.parents.map((parent) => ({
      ...since,
      relatertPerson: parent.nationalId,
      relatertPersonsRolle: parent.role,
      minRolleForPerson: 'barn',
    })),
    foreldreansvar: child.responsibility.map(({ kind, holder, organisation }) => ({
      ...since,
      ansvar: kind,
      ...(holder === undefined ? {} : { ansvarlig: holder }),
      ...(organisation === undefined ? {} : { ansvarligOrganisasjon: organisation }),
    })),
    ...(shared
      ? {
          deltBosted: [
            {
              ...metadata(shared.from),
              vegadresse: roadAddress(shared.address),
              startdatoForKontrakt: shared.from,
              adressegradering: 'ugradert',
            },
          ],
        }
      : {}),
  };
}

function adultFacts(adult: Person, children: readonly Child[]): Readonly<Record<string, unknown>> {
  return {
    familierelasjon: children.flatMap((child) => {
      const role = child.parents.find((parent) => parent.nationalId === adult.nationalId)?.role;
      if (role === undefined) return [];
      return [
        {
          ...metadata(child.birthDate),
          relatertPerson: child.nationalId,
          relatertPersonsRolle: 'barn',
          minRolleForPerson: role,
        },
      ];
    }),
    foreldreansvar: children.flatMap((child) =>
      child.responsibility
        .filter(({ holder }) => holder === adult.nationalId)
        .map(({ kind }) => ({ ...metadata(child.birthDate), ansvar: kind, ansvarssubjekt: child.nationalId })),
    ),
  };
}

const documentId = (...parts: readonly (string | number)[]) => createHash('md5').update(parts.join('/')).digest('hex');

/** Moves, gradings and a few changes of name and shared residence, oldest first. */
function feed(model: MunicipalityModel, children: readonly Child[]): readonly FeedEntry[] {
  const changes: { readonly id: string; readonly type: string; readonly on: string }[] = [];
  const since = addDays(model.today, -400);
  const add = (id: string, type: string, on: string) => on >= since && changes.push({ id, type, on });
  for (const child of children) {
    const last = child.residences.at(-1);
    if (child.residences.length > 1 && last) add(child.nationalId, 'endringIBostedsadresse', last.from);
    if (child.grading !== 'ugradert') add(child.nationalId, 'endringIAdressebeskyttelse', last?.from ?? since);
    if (child.sharedResidence) add(child.nationalId, 'endringIDeltBosted', child.sharedResidence.from);
    if (child.birthDate >= since) add(child.nationalId, 'personErBosatt', child.birthDate);
  }
  return changes
    .toSorted((one, other) => one.on.localeCompare(other.on) || one.id.localeCompare(other.id))
    .map(({ id, type, on }, index) => ({
      sekvensnummer: index + 1,
      hendelse: {
        folkeregisteridentifikator: id,
        hendelsetype: type,
        hendelsesdokument: documentId(model.seed, 'hendelse', id, type, on),
        persondokument: documentId(model.seed, 'person', id, type, on),
        ajourholdstidspunkt: `${on}T10:00:00.000+01:00`,
      },
    }));
}

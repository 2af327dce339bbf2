import { nationalIdCheckDigits } from '#contracts/identifiers.ts';

/** A valid synthetic national id, always the same for the same number: born 2013-08-01 plus `index` days. */
export function testNationalId(index: number): string {
  const born = new Date(Date.UTC(2013, 7, 1 + index));
  const date = [born.getUTCDate(), born.getUTCMonth() + 81, born.getUTCFullYear() % 100];
  const six = date.map((part) => String(part).padStart(2, '0')).join('');
  for (let individual = 500; individual < 1000; individual += 1) {
    const check = nationalIdCheckDigits(`${six}${individual}`);
    if (check !== undefined) return `${six}${individual}${check}`;
  }
  throw new RangeError('no national id left for that day');
}

const current = { erGjeldende: true, gyldighetstidspunkt: '2020-01-01T00:00:00+01:00' };

export const roadAddress = (street: string, kommunenummer = '3411') => ({
  kommunenummer,
  adressenavn: street,
  adressenummer: { husnummer: '7', husbokstav: 'B' },
  poststed: { poststedsnavn: 'BRUMUNDDAL', postnummer: '2380' },
});

export const residence = (street: string, fields: Readonly<Record<string, unknown>> = {}) => ({
  ...current,
  vegadresse: roadAddress(street),
  adressegradering: 'ugradert',
  flyttedato: '2020-01-01',
  ...fields,
});

/** A child with two parents who hold foreldreansvar jointly; parts can be replaced. */
export function childDocument(nationalId: string, parts: Readonly<Record<string, unknown>> = {}) {
  const [mother, father] = [testNationalId(900), testNationalId(901)];
  return {
    identifikasjonsnummer: [
      { ...current, status: 'iBruk', foedselsEllerDNummer: nationalId, identifikatortype: 'foedselsnummer' },
    ],
    navn: [{ ...current, fornavn: 'Åse Marie', mellomnavn: 'Dahl', etternavn: 'Berg-Hansen' }],
    foedsel: { foedselsdato: '2013-08-01', foedselsaar: '2013' },
    bostedsadresse: [residence('Mjøsvegen')],
    familierelasjon: [
      { ...current, relatertPerson: mother, relatertPersonsRolle: 'mor', minRolleForPerson: 'barn' },
      { ...current, relatertPerson: father, relatertPersonsRolle: 'far', minRolleForPerson: 'barn' },
    ],
    foreldreansvar: [
      { ...current, ansvar: 'felles', ansvarlig: mother },
      { ...current, ansvar: 'felles', ansvarlig: father },
    ],
    ...parts,
  };
}

export const grading = (graderingsnivaa: string, fields: Readonly<Record<string, unknown>> = {}) => [
  { ...current, graderingsnivaa, ...fields },
];

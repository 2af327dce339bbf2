import { describe, expect, it } from 'vitest';
import { readPersonDocument } from './documents.ts';
import { readPerson } from './read-person.ts';
import { childDocument, grading, residence, roadAddress, testNationalId } from './test-documents.ts';

const id = testNationalId(1);
const read = (parts: Readonly<Record<string, unknown>> = {}, options = {}) =>
  readPerson(readPersonDocument(childDocument(id, parts)), options);
const ended = { erGjeldende: false, opphoerstidspunkt: '2021-01-01T00:00:00+01:00' };

describe('reading a person from Folkeregisteret', () => {
  it('takes name, birth date, home, parents and foreldreansvar', () => {
    expect(read()).toEqual({
      nationalId: id,
      formerNationalIds: [],
      name: { given: 'Åse Marie', middle: 'Dahl', family: 'Berg-Hansen' },
      birthDate: '2013-08-01',
      deceased: false,
      grading: 'UGRADERT',
      address: { street: 'Mjøsvegen 7B', postalCode: '2380', postalPlace: 'BRUMUNDDAL' },
      municipalityNumber: '3411',
      residenceHistory: [{ municipalityNumber: '3411', from: '2020-01-01' }],
      residenceKeys: [],
      notices: [],
      parentalResponsibility: [
        { kind: 'FELLES', holderNationalId: testNationalId(900) },
        { kind: 'FELLES', holderNationalId: testNationalId(901) },
      ],
      responsibleFor: [],
      parents: [
        { role: 'MOR', nationalId: testNationalId(900) },
        { role: 'FAR', nationalId: testNationalId(901) },
      ],
    });
  });

  it('sees a move in the history of residence, oldest first', () => {
    const moved = { flyttedato: '2026-10-31', vegadresse: roadAddress('Tuneveien', '3105') };
    const person = read({ bostedsadresse: [residence('Tuneveien', moved), residence('Mjøsvegen', ended)] });
    expect(person.municipalityNumber).toBe('3105');
    expect(person.residenceHistory.map((home) => home.municipalityNumber)).toEqual(['3411', '3105']);
  });

  it('finds the present number among earlier ones, and keeps those to match on', () => {
    const number = (foedselsEllerDNummer: string, status: string, erGjeldende: boolean) => ({
      foedselsEllerDNummer,
      status,
      erGjeldende,
      identifikatortype: 'foedselsnummer',
    });
    const numbers = [number(testNationalId(2), 'opphoert', false), number(id, 'iBruk', true)];
    expect(read({ identifikasjonsnummer: numbers })).toMatchObject({
      nationalId: id,
      formerNationalIds: [testNationalId(2)],
    });
  });

  it('reads delt bosted with its period', () => {
    const shared = { ...residence('Storgata'), startdatoForKontrakt: '2022-06-01', sluttdatoForKontrakt: '2027-06-01' };
    expect(read({ deltBosted: [shared] }).sharedResidence).toEqual({
      from: '2022-06-01',
      to: '2027-06-01',
      municipalityNumber: '3411',
      address: { street: 'Storgata 7B', postalCode: '2380', postalPlace: 'BRUMUNDDAL' },
    });
  });
});

describe('address protection', () => {
  it.each([
    ['ugradert', 'UGRADERT'],
    ['klientadresse', 'KLIENTADRESSE'],
    ['fortrolig', 'FORTROLIG'],
    ['strengtFortrolig', 'STRENGT_FORTROLIG'],
    ['ekstraHemmelig', 'STRENGT_FORTROLIG'],
    ['constructor', 'STRENGT_FORTROLIG'],
    ['', 'STRENGT_FORTROLIG'],
  ])('reads %j as %s', (code, expected) => {
    expect(read({ adressebeskyttelse: grading(code) }).grading).toBe(expected);
  });

  it('takes the strictest of the protection and the address itself', () => {
    expect(read({ bostedsadresse: [residence('Mjøsvegen', { adressegradering: 'fortrolig' })] }).grading).toBe(
      'FORTROLIG',
    );
    const both = {
      adressebeskyttelse: grading('ugradert'),
      bostedsadresse: [residence('X', { adressegradering: 'strengtFortrolig' })],
    };
    expect(read(both).grading).toBe('STRENGT_FORTROLIG');
  });

  it('holds while it is not ended beyond doubt, and ends when the register says so', () => {
    expect(read({ adressebeskyttelse: grading('fortrolig', { erGjeldende: undefined }) }).grading).toBe('FORTROLIG');
    const later = { erGjeldende: true, opphoerstidspunkt: '2030-01-01T00:00:00+01:00' };
    expect(read({ adressebeskyttelse: grading('fortrolig', later) }).grading).toBe('FORTROLIG');
    expect(read({ adressebeskyttelse: grading('fortrolig', { erGjeldende: false }) }).grading).toBe('UGRADERT');
    expect(read({ adressebeskyttelse: [{ erGjeldende: true }] }).grading).toBe('STRENGT_FORTROLIG');
  });

  it.each(['fortrolig', 'strengtFortrolig'])('leaves nothing that says where a child with %s address lives', (code) => {
    const shared = { ...residence('Hemmelig gate'), startdatoForKontrakt: '2022-06-01' };
    const person = read({
      adressebeskyttelse: grading(code),
      bostedsadresse: [
        residence('Hemmelig vei', { vegadresse: roadAddress('Hemmelig vei', '3105') }),
        residence('Mjøsvegen', ended),
      ],
      deltBosted: [shared],
    });
    expect(JSON.stringify(person)).not.toMatch(/Hemmelig|Mjøs|3105|3411|2380|BRUMUNDDAL/);
    expect(person).toMatchObject({ residenceHistory: [], sharedResidence: { from: '2022-06-01' } });
  });

  it('tells by keyed traces whether two live together, without saying where', () => {
    const residenceKey = (address: string) => `key:${address.length}:${[...address].reverse().join('').slice(0, 3)}`;
    const [child, adult] = [
      read({ adressebeskyttelse: grading('strengtFortrolig') }, { residenceKey }),
      read({}, { residenceKey }),
    ];
    expect(child.residenceKeys).toHaveLength(1);
    expect(child.residenceKeys).toEqual(adult.residenceKeys);
    expect(read({ bostedsadresse: [residence('Storgata')] }, { residenceKey }).residenceKeys).not.toEqual(
      child.residenceKeys,
    );
    expect(JSON.stringify(child)).not.toContain('Mjøs');
  });
});

describe('foreldreansvar', () => {
  const responsibility = (fields: Readonly<Record<string, unknown>>) =>
    read({ foreldreansvar: [{ erGjeldende: true, ansvarlig: testNationalId(900), ...fields }] }).parentalResponsibility;

  it.each(['ukjent', 'noeNytt', 'toString'])('gives nobody a right when the kind is %s', (ansvar) => {
    expect(responsibility({ ansvar })).toEqual([{ kind: 'UKJENT' }]);
  });

  it('does not count when it has ended', () => {
    expect(responsibility({ ansvar: 'mor', erGjeldende: false })).toEqual([]);
    expect(responsibility({ ansvar: 'mor', opphoerstidspunkt: '2025-05-05T00:00:00+02:00' })).toEqual([]);
  });

  it('names no holder whose number has wrong check digits', () => {
    expect(responsibility({ ansvar: 'felles', ansvarlig: '01891399999' })).toEqual([{ kind: 'FELLES' }]);
  });

  it('may lie with an organisation', () => {
    expect(responsibility({ ansvar: 'andre', ansvarlig: undefined, ansvarligOrganisasjon: '310410004' })).toEqual([
      { kind: 'ANDRE', organisationNumber: '310410004' },
    ]);
  });

  it('on an adult says for whom', () => {
    const entries = [
      { erGjeldende: true, ansvar: 'felles', ansvarssubjekt: testNationalId(3) },
      { erGjeldende: true, ansvar: 'ukjent', ansvarssubjekt: testNationalId(4) },
      { erGjeldende: false, ansvar: 'felles', ansvarssubjekt: testNationalId(5) },
    ];
    const adult = read({ foreldreansvar: entries });
    expect(adult.responsibleFor).toEqual([testNationalId(3)]);
    expect(adult.parentalResponsibility).toEqual([]);
  });
});

describe('a document that is not as documented', () => {
  it.each([
    ['foreldreansvar', 'felles'],
    ['adressebeskyttelse', { graderingsnivaa: 'fortrolig' }],
    ['adressebeskyttelse', [{ graderingsnivaa: 6 }]],
    ['identifikasjonsnummer', []],
  ])('is an error that names the place %s and not the content', (part, value) => {
    const reading = () => read({ [part]: value });
    expect(reading).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_FORMAT', message: expect.stringContaining(part) }),
    );
    expect(reading).not.toThrow(/fortrolig/);
  });
});

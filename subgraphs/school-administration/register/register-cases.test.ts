import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nationalIdCheckDigits } from '#contracts/identifiers.ts';
import { registerEventTypes } from '../domain/register-events.ts';
import type { FolkeregisteretServer } from '../source/folkeregisteret/index.ts';
import { childDocument, grading, residence, testNationalId } from '../source/folkeregisteret/test-documents.ts';
import { registerTime as at, father, mother, type RegisterHub, startRegisterHub } from '../testing/register-hub.ts';
import type { TestSchoolAdministration } from '../testing/test-school-administration.ts';

const current = { erGjeldende: true, gyldighetstidspunkt: '2020-01-01T00:00:00+01:00' };
/** The D-number of somebody born the same day: 40 is added to the day. */
function dNumberOf(nationalId: string): string {
  for (let individual = 500; individual < 1000; individual += 1) {
    const nine = `${Number(nationalId[0]) + 4}${nationalId.slice(1, 6)}${individual}`;
    const check = nationalIdCheckDigits(nine);
    if (check !== undefined) return `${nine}${check}`;
  }
  throw new RangeError('no D-number left for that day');
}

let started: RegisterHub;
let hub: TestSchoolAdministration;
let register: FolkeregisteretServer;
beforeAll(async () => {
  started = await startRegisterHub([childDocument(dNumberOf(testNationalId(200)))]);
  ({ hub, register } = started);
});
afterAll(() => started.stop());
beforeEach(() => {
  hub.now = new Date(at);
});

const sync = () => hub.running.syncRegister();
async function newChild() {
  const child = await started.newChild();
  await sync();
  return child;
}
const change = (nationalId: string, part: string, value: unknown, type: string) =>
  register.change(nationalId, part, value, { type, at });
const casesOf = async (childId: string) =>
  (
    await sql<{ row: string }>`select kind || ' ' || state as row from school_administration.register_case
      where child_id = ${childId} order by noted_at, kind, state`.execute(hub.database.kysely)
  ).rows.map(({ row }) => row);
const personOf = async (nationalId: string) =>
  (await hub.running.port.whoIs({ kind: 'national-id', nationalId }))?.personId;
const livesWith = async (childId: string) =>
  (
    await sql<{ nationalId: string }>`select p.national_id from school_administration."right" r
      join school_administration.person p on p.id = r.person_id
      where r.child_id = ${childId} and r.kind = 'LIVES_WITH' and r.valid_to is null order by p.national_id`.execute(
      hub.database.kysely,
    )
  ).rows.map((row) => row.nationalId);

describe('events by type', () => {
  it('are all handled or counted as ignored, and counted once however often they are delivered', async () => {
    const { nationalId } = await newChild();
    const types = Object.keys(registerEventTypes);
    for (const type of types) register.append(nationalId, type, at);
    register.append(nationalId, 'endringINoeNytt', at);
    register.append(testNationalId(700), 'endringINavn', at);
    const report = await sync();
    const ignored = Object.values(registerEventTypes).filter((what) => what === 'ignore').length;
    expect(report).toMatchObject({ events: types.length + 2, ignored: ignored + 1 });
    await sync();
    const { eventTypes, sequence } = await hub.running.registerStatus();
    expect(sequence).toBe(report?.events);
    expect(eventTypes.map(({ type }) => type)).toEqual([...types, 'endringINoeNytt'].toSorted());
    expect(eventTypes.find(({ type }) => type === 'endringISivilstand')).toMatchObject({ handled: 0, ignored: 1 });
    expect(eventTypes.find(({ type }) => type === 'endringINoeNytt')).toMatchObject({ handled: 1, ignored: 0 });
    expect(eventTypes.find(({ type }) => type === 'endringINavn')).toMatchObject({ handled: 1, ofNobody: 1 });
  });

  it('have every grading of a page before anything else of it, whatever their order', async () => {
    const [one, other] = [await newChild(), await newChild()];
    change(one.nationalId, 'navn', [{ ...current, fornavn: 'Ny', etternavn: 'Hansen' }], 'endringINavn');
    change(other.nationalId, 'adressebeskyttelse', grading('fortrolig'), 'endringIAdressebeskyttelse');
    // The feed and the graded child's own document are read; all that comes after fails.
    register.delayNext(0);
    register.delayNext(0);
    register.failNext(400);
    await expect(sync()).rejects.toThrow();
    expect((await hub.running.port.transferStanding(other.childId, '2026-11-22'))?.grading).toBe('CONFIDENTIAL');
    await sync();
  });

  it('of a double delivery change nothing the second time', async () => {
    const { nationalId } = await newChild();
    change(nationalId, 'foreldreansvar', [{ ...current, ansvar: 'mor', ansvarlig: mother }], 'endringIForeldreansvar');
    expect(await sync()).toMatchObject({ rightsChanged: 1 });
    register.append(nationalId, 'endringIForeldreansvar', at);
    await sql`update school_administration.register_pointer set seq = seq - 1 where register = 'folkeregisteret'`.execute(
      hub.database.kysely,
    );
    expect(await sync()).toMatchObject({ events: 2, rightsChanged: 0, gradingsChanged: 0, cases: 0 });
  });
});

describe('what is graded', () => {
  it('is not held: the addresses that a roster brought go with the grading', async () => {
    const { childId, nationalId } = await newChild();
    const address = JSON.stringify({ lines: ['Mjøsvegen 7'], postcode: '2380', place: 'BRUMUNDDAL' });
    await sql`update school_administration.person set address = ${address}::jsonb, postal_address = ${address}::jsonb
      where id = ${childId}`.execute(hub.database.kysely);
    register.grade(nationalId, 'fortrolig', at);
    await sync();
    const { rows } =
      await sql`select address, postal_address from school_administration.person where id = ${childId}`.execute(
        hub.database.kysely,
      );
    expect(rows).toEqual([{ address: null, postalAddress: null }]);
    const everything = await sql<{ text: string }>`select coalesce(string_agg(t::text, ''), '') as text
      from school_administration.residence t where child_id = ${childId}`.execute(hub.database.kysely);
    expect(everything.rows[0]?.text).toBe('');
  });
});

describe('a new number', () => {
  it('changes the number and not the person, when a D-number becomes a national id', async () => {
    const national = testNationalId(200);
    const dNumber = dNumberOf(national);
    const childId = await hub.build.pupil('Amir', 'Haidari', '2014-02-17', { nationalId: dNumber });
    await sync();
    const numbers = (status: string, id: string, type: string) => ({
      ...current,
      erGjeldende: status === 'iBruk',
      ...{ status, foedselsEllerDNummer: id, identifikatortype: type },
    });
    change(
      dNumber,
      'identifikasjonsnummer',
      [numbers('opphoert', dNumber, 'dNummer'), numbers('iBruk', national, 'foedselsnummer')],
      'endringISivilstand',
    );
    // The feed tells of it under the new number, which nobody here has.
    register.append(national, 'endringIIdentifikasjonsnummer', at);
    await sync();
    expect(await personOf(national)).toBe(childId);
    expect(await personOf(dNumber)).toBeUndefined();
    register.grade(national, 'fortrolig', at);
    await sync();
    expect((await hub.running.port.transferStanding(childId, '2026-11-22'))?.grading).toBe('CONFIDENTIAL');
  });

  it('that somebody else here has is a case for a person: two are never made one', async () => {
    const { childId, nationalId } = await newChild();
    const taken = testNationalId(300);
    const twin = await hub.build.pupil('Åse', 'Hansen', '2013-08-01', { nationalId: taken });
    const old = { ...current, erGjeldende: false, status: 'opphoert', foedselsEllerDNummer: nationalId };
    change(
      nationalId,
      'identifikasjonsnummer',
      [
        { ...old, identifikatortype: 'foedselsnummer' },
        { ...current, status: 'iBruk', foedselsEllerDNummer: taken, identifikatortype: 'foedselsnummer' },
      ],
      'endringISivilstand',
    );
    register.append(nationalId, 'endringIIdentifikasjonsnummer', at);
    expect(await sync()).toMatchObject({ cases: 1 });
    expect(await casesOf(childId)).toEqual(['NUMBER_TAKEN OPEN']);
    expect([await personOf(nationalId), await personOf(taken)]).toEqual([childId, twin]);
  });
});

describe('what a person must look at', () => {
  it('is a death, and no more when it is annulled', async () => {
    const { childId, nationalId } = await newChild();
    change(nationalId, 'doedsfall', { doedsdato: '2026-11-20' }, 'endringIDoedsfall');
    expect(await sync()).toMatchObject({ cases: 1 });
    expect(await casesOf(childId)).toEqual(['DECEASED OPEN']);
    change(nationalId, 'doedsfall', undefined, 'endringIDoedsfall');
    await sync();
    expect(await casesOf(childId)).toEqual(['DECEASED GONE']);
  });

  it('is a move abroad, which is gone when the family comes back', async () => {
    const { childId, nationalId } = await newChild();
    change(nationalId, 'status', [{ ...current, status: 'utflyttet' }], 'personErUtflyttet');
    await sync();
    change(nationalId, 'status', [{ ...current, status: 'bosatt' }], 'personErBosatt');
    await sync();
    change(nationalId, 'status', [{ ...current, status: 'utflyttet' }], 'personErUtflyttet');
    await sync();
    expect(await casesOf(childId)).toEqual(['EMIGRATED GONE', 'EMIGRATED OPEN'].toSorted());
  });

  it('is a guardianship: nobody gets a right from it by itself', async () => {
    const { childId, nationalId } = await newChild();
    const verge = { vergemaaltype: 'mindreaarig', verge: { foedselsEllerDNummer: father } };
    change(nationalId, 'vergemaalEllerFremtidsfullmakt', [{ ...current, ...verge }], 'endringIVergemaal');
    expect(await sync()).toMatchObject({ cases: 1, rightsChanged: 0 });
    expect(await casesOf(childId)).toEqual(['UNDER_GUARDIANSHIP OPEN']);
  });

  it('is a false identity', async () => {
    const { childId, nationalId } = await newChild();
    change(
      nationalId,
      'falskIdentitet',
      { ...current, erFalsk: true, rettIdentitetErUkjent: true },
      'endringIFalskIdentitet',
    );
    await sync();
    expect(await casesOf(childId)).toEqual(['FALSE_IDENTITY OPEN']);
  });
});

describe('delt bosted', () => {
  it('lets the child live with both, until the agreement has run out', async () => {
    const { childId, nationalId } = await newChild();
    expect(await livesWith(childId)).toEqual([mother]);
    const shared = { ...residence('Storgata'), startdatoForKontrakt: '2026-01-01', sluttdatoForKontrakt: '2026-12-31' };
    change(nationalId, 'deltBosted', [shared], 'endringIDeltBosted');
    await sync();
    expect(await livesWith(childId)).toEqual([mother, father].toSorted());
    // Nobody tells of a day that comes: the child is looked up again after a month.
    hub.now = new Date('2027-01-02T08:00:00Z');
    await sync();
    expect(await livesWith(childId)).toEqual([mother]);
  });
});

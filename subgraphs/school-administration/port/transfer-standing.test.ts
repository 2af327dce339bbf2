import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SchoolAdministrationPort } from '#contracts/ports.ts';
import { type HubDatabase, openDatabase } from '#kit/database/database.ts';
import { migrate } from '#kit/database/migrate.ts';
import { migrations } from '../store/migrations.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import { type MunicipalityBuilder, municipalityBuilder, syntheticNationalId } from '../testing/municipality-builder.ts';
import { createPort } from './create-port.ts';

const today = '2026-11-22';
const now = () => new Date(`${today}T09:00:00Z`);
let database: HubDatabase;
let port: SchoolAdministrationPort;
let build: MunicipalityBuilder;
beforeAll(async () => {
  database = await openDatabase({ kind: 'memory' });
  await migrate(database.kysely, [migrations]);
  const tables = database.as<SchoolAdministrationTables>();
  port = createPort(tables, now);
  build = municipalityBuilder(tables);
});
afterAll(() => database.close());

async function child(birthDate = '2014-05-06') {
  const school = await build.unit('SCHOOL', 'Brumunddal skole');
  const childId = await build.pupil('Eira', 'Lien', birthDate);
  await build.enrol(childId, school);
  return { school, childId };
}

describe('who looked', () => {
  it('is told with the school where both were on that day, whatever has become of the post since', async () => {
    const { school, childId } = await child();
    const teacher = await build.person('Kari', 'Moen');
    await build.employ(school, teacher, 'TEACHER', null, { validFrom: '2026-08-01', validTo: '2026-10-01' });
    const asked = { personId: teacher, childId };
    expect(
      await port.lookers([
        { ...asked, on: '2026-09-30' },
        { ...asked, on: '2026-10-02' },
      ]),
    ).toEqual([
      { ...asked, on: '2026-09-30', name: 'Kari Moen', place: 'Brumunddal skole' },
      { ...asked, on: '2026-10-02', name: 'Kari Moen', place: null },
    ]);
  });

  it('never names a person whose own address has been graded, and knows nothing of one who is gone', async () => {
    const { childId } = await child();
    const hidden = await build.pupil('Mona', 'Dahl', '1990-05-06');
    await build.grade(hidden, 'CONFIDENTIAL');
    const gone = '00000000-0000-4000-8000-00000000dead';
    const asked = [hidden, gone].map((personId) => ({ personId, childId, on: today }));
    expect((await port.lookers(asked)).map(({ name, place }) => [name, place])).toEqual([
      [null, null],
      [null, null],
    ]);
  });
});

describe('identities', () => {
  it('knows a person by a valid national id or a Feide id, and nobody where two persons have it', async () => {
    const nationalId = syntheticNationalId('1985-03-04');
    const personId = await build.person('Kari', 'Lien', { nationalId, feideId: 'kari@prove.no' });
    expect(await port.whoIs({ kind: 'national-id', nationalId })).toEqual({ personId, employee: false });
    expect(await port.whoIs({ kind: 'feide', feideId: 'kari@prove.no' })).toEqual({ personId, employee: false });
    await build.person('Kari', 'Lien', { nationalId, feideId: 'kari@prove.no' });
    expect(await port.whoIs({ kind: 'national-id', nationalId })).toBeNull();
    expect(await port.whoIs({ kind: 'feide', feideId: 'kari@prove.no' })).toBeNull();
    expect(await port.whoIs({ kind: 'national-id', nationalId: '12345678901' })).toBeNull();
  });

  it('matches a child only when national id, birth date and name agree', async () => {
    const nationalId = syntheticNationalId('2013-07-08');
    const childId = await build.pupil('Anne-Marie Sofie', 'Berg Aas', '2013-07-08', { nationalId });
    const match = { nationalId, givenName: 'Anne Marie', familyName: 'Aas', birthDate: '2013-07-08' };
    expect(await port.matchChild(match)).toBe(childId);
    expect(await port.matchChild({ ...match, birthDate: null })).toBe(childId);
    expect(await port.matchChild({ ...match, birthDate: '2013-07-09' })).toBeNull();
    expect(await port.matchChild({ ...match, givenName: 'Marie' })).toBeNull();
    expect(await port.matchChild({ ...match, familyName: 'Berg' })).toBeNull();
    expect(await port.matchChild({ ...match, nationalId: null })).toBeNull();
    expect(await port.matchChild({ ...match, nationalId: syntheticNationalId('2013-07-08', 3) })).toBeNull();
    expect((await port.identityOf(childId))?.familyName).toBe('Berg Aas');
    await build.pupil('Anne Marie', 'Aas', '2013-07-08', { nationalId });
    expect(await port.matchChild(match)).toBeNull();
  });

  it('finds children by Feide id and units by organisation number, where one and only one has it', async () => {
    const childId = await build.pupil('Eira', 'Lien', '2014-05-06', { feideId: 'eira@prove.no' });
    const gone = await build.unit('SCHOOL', 'Gamle skole', { organisationNumber: '312345678', endedOn: '2026-07-31' });
    const unit = await build.unit('SCHOOL', 'Nye skole', { organisationNumber: '312345678' });
    expect(await port.childrenByFeideId(['eira@prove.no', 'nobody@prove.no'])).toEqual(
      new Map([['eira@prove.no', childId]]),
    );
    const units = await port.unitsByOrganisationNumber(['312345678', '999999999']);
    expect([...units.values()]).toEqual([unit]);
    expect(gone).not.toBe(unit);
  });
});

describe('transferStanding', () => {
  const holdersOf = async (childId: string, on = today) =>
    (await port.transferStanding(childId, on))?.holders.map(({ personId, capacity, cleared }) => [
      personId,
      capacity,
      cleared,
    ]);

  it('names all holders of foreldreansvar together until the pupil turns 15 (barnelova § 30, opplæringslova § 24-5)', async () => {
    const { school, childId } = await child('2012-01-10');
    const [mother, father] = [await build.person('Kari', 'Lien'), await build.person('Per', 'Lien')];
    await build.right(childId, mother, 'PARENTAL_RESPONSIBILITY');
    await build.right(childId, mother, 'LIVES_WITH');
    await build.right(childId, father, 'PARENTAL_RESPONSIBILITY');
    await build.right(childId, father, 'CONTACT_BAN', { validFrom: '2026-11-01' });
    expect(new Set(await holdersOf(childId))).toEqual(
      new Set([
        [mother, 'parental-responsibility', true],
        [father, 'parental-responsibility', false],
      ]),
    );
    expect(await holdersOf(childId, '2027-01-10')).toEqual([[childId, 'pupil', true]]);
    expect(await port.transferStanding(childId, today)).toMatchObject({
      unitId: school,
      schoolYearLevel: 7,
      careOrder: false,
    });
  });

  it('asks about the care order first (opplæringslova § 24-4), also from 15', async () => {
    const { childId } = await child('2010-01-10');
    const [mother, barnevern, foster] = [
      await build.person('Kari', 'Lien'),
      await build.person('Barnevernet', 'Prøve'),
      await build.person('Liv', 'Moen'),
    ];
    await build.right(childId, null, 'CARE_ORDER', { validTo: '2026-12-31' });
    await build.right(childId, mother, 'PARENTAL_RESPONSIBILITY');
    await build.right(childId, barnevern, 'CHILD_PROTECTION');
    await build.right(childId, foster, 'FOSTER_PARENT');
    expect(await holdersOf(childId)).toEqual([
      [barnevern, 'child-protection', true],
      [foster, 'foster-parent', true],
    ]);
    expect(await holdersOf(childId, '2027-01-01')).toEqual([[childId, 'pupil', true]]);
  });

  it('names nobody when one who holds foreldreansvar is unknown: the other may not decide alone', async () => {
    const { childId } = await child();
    await build.right(childId, await build.person('Kari', 'Lien'), 'PARENTAL_RESPONSIBILITY');
    await build.right(childId, null, 'PARENTAL_RESPONSIBILITY');
    expect(await holdersOf(childId)).toEqual([]);
  });

  it('belongs to the school of the day before SFO, else to the one that comes', async () => {
    const [school, sfo, next] = [
      await build.unit('SCHOOL', 'Skolen', { organisationNumber: '312000015' }),
      await build.unit('SFO', 'SFO'),
      await build.unit('SCHOOL', 'Neste'),
    ];
    const childId = await build.pupil('Eira', 'Lien', '2018-05-06');
    await build.enrol(childId, sfo, 2);
    await build.enrol(childId, school, 2, { validFrom: '2025-08-01', validTo: '2026-11-30' });
    await build.enrol(childId, next, 3, { validFrom: '2027-01-01' });
    expect(await port.transferStanding(childId, today)).toMatchObject({
      unitId: school,
      organisationNumber: '312000015',
    });
    const arriving = await build.pupil('Mia', 'Haug', '2018-05-06');
    await build.enrol(arriving, next, 3, { validFrom: '2026-12-01' });
    expect(await port.transferStanding(arriving, today)).toMatchObject({ unitId: next, schoolYearLevel: 3 });
    expect(await port.transferStanding(crypto.randomUUID(), today)).toBeNull();
  });
});

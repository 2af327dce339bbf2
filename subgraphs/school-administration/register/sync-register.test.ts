import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pupilPlacementChanged } from '#contracts/events/school-administration.ts';
import { newEvent } from '#kit/events/envelope.ts';
import type { FolkeregisteretServer } from '../source/folkeregisteret/index.ts';
import { grading, residence, testNationalId } from '../source/folkeregisteret/test-documents.ts';
import {
  registerTime as at,
  father,
  mother,
  type RegisterHub,
  startRegisterHub,
  registerDay as today,
} from '../testing/register-hub.ts';
import type { TestSchoolAdministration } from '../testing/test-school-administration.ts';

let started: RegisterHub;
let hub: TestSchoolAdministration;
let register: FolkeregisteretServer;
beforeAll(async () => {
  started = await startRegisterHub();
  ({ hub, register } = started);
});
afterAll(() => started.stop());
beforeEach(() => {
  hub.now = new Date(at);
});

const sync = () => hub.running.syncRegister();
const newChild = () => started.newChild();
async function personOf(nationalId: string): Promise<string> {
  const person = await hub.running.port.whoIs({ kind: 'national-id', nationalId });
  if (!person) throw new Error('nobody has that number');
  return person.personId;
}
const factsAbout = async (nationalId: string, childId: string) =>
  [
    ...((
      await hub.running.port.factsFor({ kind: 'person', personId: await personOf(nationalId) }, [childId], today)
    ).get(childId) ?? []),
  ].sort();
const publishedTypes = async (since: number) => (await hub.published()).slice(since).map((event) => event.type);

describe('the first look-up of a child', () => {
  it('gives foreldreansvar to those whom the register names, and to one who lives there that too', async () => {
    const { childId } = await newChild();
    const before = (await hub.published()).length;
    expect(await sync()).toMatchObject({ lookedUp: 1, unknown: 0, rightsChanged: 1, gradingsChanged: 0 });
    const cleared = ['clearedToKnowPlace', 'holdsParentalResponsibility', 'isParent'];
    expect(await factsAbout(mother, childId)).toEqual([...cleared, 'livesWithChild']);
    expect(await factsAbout(father, childId)).toEqual(cleared);
    expect(await publishedTypes(before)).toEqual(['rights-changed.v1']);
    expect(await sync()).toMatchObject({ lookedUp: 0, rightsChanged: 0 });
  });

  it('adds the parents once, with a name and nothing more', async () => {
    await newChild();
    await sync();
    const { rows } = await sql<{
      count: number;
      email: string | null;
    }>`select count(*)::int as count, max(email) as email
      from school_administration.person where national_id = ${mother}`.execute(hub.database.kysely);
    expect(rows).toEqual([{ count: 1, email: null }]);
  });

  it('uses the person who is here already', async () => {
    const { childId, nationalId } = await newChild();
    const teacher = testNationalId(700);
    const teacherId = await hub.build.person('Lærer', 'Her', { nationalId: teacher });
    register.change(nationalId, 'foreldreansvar', [{ erGjeldende: true, ansvar: 'mor', ansvarlig: teacher }], {
      type: 'endringIForeldreansvar',
      at,
    });
    await sync();
    // The register says of the holder nothing it can be known by: an unknown holder, whom nobody may decide around.
    expect((await hub.running.port.transferStanding(childId, today))?.holders).toEqual([]);
    register.change(nationalId, 'foreldreansvar', [{ erGjeldende: true, ansvar: 'mor', ansvarlig: mother }], {
      type: 'endringIForeldreansvar',
      at,
    });
    await sync();
    expect((await hub.running.port.transferStanding(childId, today))?.holders).toEqual([
      { personId: await personOf(mother), capacity: 'parental-responsibility', cleared: true },
    ]);
    expect(teacherId).not.toBe(await personOf(mother));
  });

  it('leaves a child whom the register does not know as it is, and says so', async () => {
    const childId = await hub.build.pupil('Ukjent', 'Barn', '2013-08-01', { nationalId: testNationalId(555) });
    const person = await hub.build.person('Kjent', 'Voksen');
    await hub.build.right(childId, person, 'PARENTAL_RESPONSIBILITY', { source: 'FOLKEREGISTERET' });
    expect(await sync()).toMatchObject({ lookedUp: 1, unknown: 1 });
    const facts = await hub.running.port.factsFor({ kind: 'person', personId: person }, [childId], today);
    expect(facts.get(childId)).toContain('holdsParentalResponsibility');
  });

  it('keeps where the child has lived, for a move', async () => {
    const { childId, nationalId } = await newChild();
    register.change(
      nationalId,
      'bostedsadresse',
      [
        residence('Gamleveien', {
          erGjeldende: false,
          flyttedato: '2019-05-01',
          vegadresse: { kommunenummer: '3105', adressenavn: 'Gamleveien' },
        }),
        residence('Mjøsvegen', { flyttedato: '2026-10-20' }),
      ],
      { type: 'endringIBostedsadresse', at },
    );
    await sync();
    const { rows } = await sql`select municipality_number, valid_from from school_administration.residence
      where child_id = ${childId} order by valid_from`.execute(hub.database.kysely);
    expect(rows).toEqual([
      { municipalityNumber: '3105', validFrom: '2019-05-01' },
      { municipalityNumber: '3411', validFrom: '2026-10-20' },
    ]);
  });
});

describe('the event feed', () => {
  it('ends a right that the register no longer supports, the day before, and keeps what staff decided', async () => {
    const { childId, nationalId } = await newChild();
    await sync();
    await hub.build.right(childId, await personOf(father), 'STANDING_REQUEST');
    register.change(nationalId, 'foreldreansvar', [{ erGjeldende: true, ansvar: 'mor', ansvarlig: mother }], {
      type: 'endringIForeldreansvar',
      at,
    });
    expect(await sync()).toMatchObject({ events: 1, ignored: 0, rightsChanged: 1 });
    expect(await factsAbout(father, childId)).toEqual(['clearedToKnowPlace', 'hasStandingRequest', 'isParent']);
    expect(await factsAbout(mother, childId)).toContain('holdsParentalResponsibility');
  });

  it('follows a parent who moves out', async () => {
    const { childId } = await newChild();
    await sync();
    register.change(mother, 'bostedsadresse', [residence('Annetsteds')], { type: 'endringIBostedsadresse', at });
    await sync();
    expect(await factsAbout(mother, childId)).not.toContain('livesWithChild');
    register.change(mother, 'bostedsadresse', [residence('Mjøsvegen')], { type: 'endringIBostedsadresse', at });
    await sync();
    expect(await factsAbout(mother, childId)).toContain('livesWithChild');
  });

  it('goes on from the stored pointer, and counts what is about nobody here', async () => {
    await sync();
    register.append(testNationalId(640), 'endringISivilstand', at);
    expect(await sync()).toMatchObject({ events: 1, ignored: 1, lookedUp: 0 });
    expect(await sync()).toMatchObject({ events: 0, ignored: 0 });
  });

  it('grades at once, also when the look-up of the parents fails after it', async () => {
    const { childId, nationalId } = await newChild();
    await sync();
    const before = (await hub.published()).length;
    register.change(nationalId, 'adressebeskyttelse', grading('strengtFortrolig'), {
      type: 'endringIAdressebeskyttelse',
      at,
    });
    // Only the second bulk look-up fails: the feed and the child's own document have been read by then.
    register.delayNext(0);
    register.delayNext(0);
    register.failNext(400);
    await sync().catch(() => undefined);
    expect((await hub.running.port.transferStanding(childId, today))?.grading).toBe('STRICTLY_CONFIDENTIAL');
    const [placement] = (await hub.published()).slice(before);
    expect(placement).toMatchObject({
      type: 'pupil-placement-changed.v1',
      data: { childId, grading: 'STRICTLY_CONFIDENTIAL' },
    });
    await sync();
    const { rows } = await sql`select from school_administration.residence where child_id = ${childId}`.execute(
      hub.database.kysely,
    );
    expect(rows).toEqual([]);
  });

  it('ends its own mark and no other', async () => {
    const { childId, nationalId } = await newChild();
    register.grade(nationalId, 'fortrolig', at);
    await sync();
    await hub.build.grade(childId, 'CONFIDENTIAL');
    register.grade(nationalId, 'ugradert', at);
    expect(await sync()).toMatchObject({ gradingsChanged: 1 });
    expect((await hub.running.port.transferStanding(childId, today))?.grading).toBe('CONFIDENTIAL');
  });

  it('takes rights from one who has died', async () => {
    const { childId } = await newChild();
    await sync();
    register.change(father, 'doedsfall', { doedsdato: today }, { type: 'endringIDoedsfall', at });
    await sync();
    const holders = (await hub.running.port.transferStanding(childId, today))?.holders;
    expect(holders).toEqual([{ personId: await personOf(mother), capacity: 'parental-responsibility', cleared: true }]);
    register.change(father, 'doedsfall', undefined, { type: 'endringIDoedsfall', at });
    await sync();
    expect((await hub.running.port.transferStanding(childId, today))?.holders).toHaveLength(2);
  });

  it('waits out an outage without losing its place', async () => {
    const { childId, nationalId } = await newChild();
    await sync();
    register.change(nationalId, 'foreldreansvar', [{ erGjeldende: true, ansvar: 'mor', ansvarlig: mother }], {
      type: 'endringIForeldreansvar',
      at,
    });
    register.failNext(400);
    await expect(sync()).rejects.toThrow();
    await sync();
    expect(await factsAbout(father, childId)).not.toContain('holdsParentalResponsibility');
  });
});

describe('the worker', () => {
  it('looks a child up as soon as it is placed here', async () => {
    const asked = register.requests.length;
    const workers = (await hub.running.startWorkers?.()) ?? [];
    try {
      // The first run, which begins by itself; the next would come in a minute.
      await expect.poll(() => register.requests.length).toBeGreaterThan(asked);
      const { childId, nationalId } = await newChild();
      register.grade(nationalId, 'fortrolig', at);
      const placed = { childId, unitIds: [], groupIds: [], level: null, grading: 'UNGRADED' as const, active: true };
      await hub.deliver(newEvent(pupilPlacementChanged, placed, childId));
      await expect
        .poll(async () => (await hub.running.port.transferStanding(childId, today))?.grading, { timeout: 10_000 })
        .toBe('CONFIDENTIAL');
    } finally {
      await Promise.all(workers.map((worker) => worker.stop()));
    }
  });
});

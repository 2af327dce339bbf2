import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { syntheticNationalId } from './testing/municipality-builder.ts';
import { idIn, recordAs, typesOf } from './testing/record.ts';
import {
  buildSchool,
  startSchoolAdministration,
  type TestSchoolAdministration,
} from './testing/test-school-administration.ts';

const officerNumber = syntheticNationalId('1970-03-04');
const today = new Date('2026-11-25T09:00:00Z');
let hub: TestSchoolAdministration;
let school: Awaited<ReturnType<typeof buildSchool>>;
/** Works at the school, and with none of its groups. */
let colleague: string;
let officer: string;
beforeAll(async () => {
  hub = await startSchoolAdministration({
    now: today,
    settings: {
      appointments: [{ role: 'data-protection-officer', nationalId: officerNumber }],
      unusualLookUps: { childrenPerDay: 2, openingsPerDay: 2 },
    },
  });
  school = await buildSchool(hub);
  colleague = await hub.build.person('Vera', 'Vaktlærer');
  await hub.build.employ(school.school, colleague, 'TEACHER');
  officer = await hub.build.person('Pål', 'Ombud', { nationalId: officerNumber });
  await hub.build.record(school.child, 'HEALTH_NOTE', 'health', { title: 'Astma' });
  await hub.build.record(school.child, 'ALLERGY', 'health', { title: 'Nøtter' });
});
beforeEach(() => {
  hub.now = today;
});
afterAll(() => hub.stop());

const ask = (personId: string, document: string, variables: Record<string, unknown> = {}, purpose = 'education') =>
  hub.query(document, variables, { kind: 'person', personId, purpose } as never);
const codesOf = (payload: Record<string, unknown> | null) =>
  (payload as { userErrors: { code: string }[] } | null)?.userErrors.map((error) => error.code);
const seenBy = async (personId: string, childId = school.child) =>
  (
    await ask(
      personId,
      'query($id: ID!) { pupil(id: $id) { givenName healthNotes { title } plans { title } allergies { title } } }',
      { id: childId },
    )
  ).data?.pupil ?? null;

describe('a record that is opened with a reason', () => {
  const open = (personId: string, input: Record<string, unknown> = {}) =>
    recordAs(
      hub,
      personId,
      'openRecord',
      { childId: school.child, categories: ['health'], reason: 'Ble dårlig på tur', ...input },
      'openingId childId validTo',
    );
  const openings = async (personId: string) =>
    (
      await ask(
        personId,
        '{ recordOpenings(awaiting: true) { edges { node { id reason reviewBy employee { familyName } } } } }',
      )
    ).data as { recordOpenings: { edges: { node: { id: string } }[] } } | null;
  const ofFamily = async () =>
    (
      await ask(
        school.mother,
        'query($id: ID!) { pupil(id: $id) { recordOpenings { reason finding employee { id } } } }',
        {
          id: school.child,
        },
      )
    ).data?.pupil;
  let openingId: string;

  it('shows that and no more to one who works where the child is, until midnight', async () => {
    expect(await seenBy(colleague)).toBeNull();
    const byName = { childId: null, child: { unitId: school.school, givenName: 'Eira', familyName: 'Lien' } };
    expect((await ask(colleague, '{ recordOpeningEnds }')).data).toEqual({ recordOpeningEnds: '2026-11-25' });
    const { payload, events } = await open(colleague, byName);
    expect(payload).toMatchObject({ childId: school.child, validTo: '2026-11-25', userErrors: [] });
    expect(events).toMatchObject([
      { type: 'rights-changed.v1' },
      { type: 'something-waits.v1', data: { toTell: [school.leader] } },
    ]);
    openingId = String(payload?.openingId);
    expect(await seenBy(colleague)).toMatchObject({
      givenName: 'Eira',
      healthNotes: expect.arrayContaining([{ title: 'Astma' }]),
      plans: null,
    });
    hub.now = new Date('2026-11-25T22:59:00Z');
    expect(await seenBy(colleague)).not.toBeNull();
    hub.now = new Date('2026-11-25T23:00:00Z');
    expect(await seenBy(colleague)).toBeNull();
  });

  it('answers for a graded address, for another school and for no child at all by the same bytes and statements', async () => {
    const graded = await school.pupil('Skjult', 'Lien');
    await hub.build.grade(graded, 'CONFIDENTIAL');
    const elsewhere = await hub.build.pupil('Annen', 'Skole', '2014-05-06');
    await hub.build.place();
    const raw = async (input: Record<string, unknown>) => {
      let bytes = '';
      const document = `mutation($input: OpenRecordInput!) { openRecord(input: $input) { openingId userErrors { code } } }`;
      const statements = await hub.statements(async () => {
        const whole = { idempotencyKey: randomUUID(), categories: ['health'], reason: 'Ble dårlig', ...input };
        bytes = JSON.stringify(await ask(colleague, document, { input: whole }));
      });
      return { bytes, statements };
    };
    const nobody = await raw({ childId: randomUUID() });
    expect(nobody.bytes).toContain('NOT_FOUND');
    expect(await raw({ childId: graded })).toEqual(nobody);
    expect(await raw({ childId: elsewhere })).toEqual(nobody);
    const named = (givenName: string) => ({ child: { unitId: school.school, givenName, familyName: 'Lien' } });
    expect(await raw(named('Skjult'))).toEqual(await raw(named('Ingen')));
    expect((await open(colleague, { reason: ' ' })).payload).toMatchObject({ userErrors: [{ code: 'REASON_NEEDED' }] });
  });

  it('is listed for the leader with a date, who looks at it; not for others, and nobody looks at one’s own', async () => {
    expect((await ask(colleague, '{ recordOpenings { edges { node { id } } } }')).errors?.[0]?.extensions?.code).toBe(
      'FORBIDDEN',
    );
    expect(await openings(school.leader)).toMatchObject({
      recordOpenings: {
        edges: [{ node: { id: openingId, reviewBy: '2026-12-02', employee: { familyName: 'Vaktlærer' } } }],
      },
    });
    const review = (personId: string, finding: string) =>
      recordAs(hub, personId, 'reviewOpening', { childId: school.child, openingId, finding }, 'opening { finding }');
    expect((await review(school.contactTeacher, 'Greit')).codes).toEqual(['FORBIDDEN']);
    expect(codesOf((await review(school.leader, ' ')).payload)).toEqual(['REASON_NEEDED']);
    expect((await review(school.leader, 'Nødvendig på turen')).payload).toMatchObject({
      opening: { finding: 'Nødvendig på turen' },
    });
    expect((await openings(school.leader))?.recordOpenings.edges).toEqual([]);
    const own = (await open(school.leader)).payload?.openingId;
    const ownReview = { childId: school.child, openingId: own, finding: 'Selv' };
    const answer = await recordAs(hub, school.leader, 'reviewOpening', ownReview, 'opening { id }');
    expect(codesOf(answer.payload)).toEqual(['OWN_OPENING']);
  });

  it('is read by the family, until a leader exempts it by a letter of the law, and again from the day after', async () => {
    const told = { reason: 'Ble dårlig på tur', finding: 'Nødvendig på turen', employee: null };
    expect(await ofFamily()).toMatchObject({ recordOpenings: expect.arrayContaining([told]) });
    const exempt = {
      childId: school.child,
      openingId,
      letter: 'B',
      reason: 'Politiet ber om det, sak 12',
      until: '2026-12-24',
    };
    const send = (personId: string, input = exempt) =>
      recordAs(hub, personId, 'exemptOpening', input, 'opening { exemptLetter exemptTo }');
    expect((await send(school.caseWorker)).codes).toEqual(['FORBIDDEN']);
    expect(codesOf((await send(school.leader, { ...exempt, until: '2028-01-01' })).payload)).toEqual(['TOO_LONG']);
    expect((await send(school.leader)).payload).toMatchObject({
      opening: { exemptLetter: 'B', exemptTo: '2026-12-24' },
    });
    expect(JSON.stringify(await ofFamily())).not.toContain('Nødvendig på turen');
    const { port } = hub.running;
    expect(await port.exemptLookUps([school.child], '2026-11-25')).toEqual([
      { childId: school.child, personId: colleague, from: '2026-11-25', to: '2026-11-25' },
    ]);
    hub.now = new Date('2026-12-25T09:00:00Z');
    expect(await ofFamily()).toMatchObject({ recordOpenings: expect.arrayContaining([told]) });
    expect(await port.exemptLookUps([school.child], '2026-12-25')).toEqual([]);
  });
});

describe('a group that somebody covers for a day', () => {
  const cover = (personId: string, input: Record<string, unknown>) =>
    recordAs(
      hub,
      personId,
      'coverGroup',
      { groupId: school.group, day: '2026-11-26', kind: 'SUBSTITUTE', reason: 'Kari er syk', ...input },
      'cover { id day }',
    );
  const groups = async (personId: string) =>
    (await ask(personId, '{ me { covers { group { name pupils { edges { node { givenName } } } } } } }')).data?.me;

  it('is decided by the leader or secretary of its own unit alone, for a day that is near', async () => {
    const other = await hub.build.unit('SCHOOL', 'Lia skole');
    const elsewhere = await hub.build.person('Leif', 'Leder');
    await hub.build.employ(other, elsewhere, 'SCHOOL_LEADER', 'rektor');
    const vikar = await hub.build.person('Viggo', 'Vikar');
    expect((await cover(elsewhere, { personId: vikar })).codes).toEqual(['FORBIDDEN']);
    expect((await cover(school.contactTeacher, { personId: vikar })).codes).toEqual(['FORBIDDEN']);
    const refused = async (input: Record<string, unknown>) =>
      codesOf((await cover(school.leader, { personId: vikar, ...input })).payload);
    expect(await refused({ day: '2026-11-24' })).toEqual(['IN_THE_PAST']);
    expect(await refused({ day: '2027-11-24' })).toEqual(['TOO_FAR']);
    expect(await refused({ personId: school.leader })).toEqual(['NOT_ONESELF']);
  });

  it('shows the list, allergies and who fetches from midnight to midnight, and nothing before or after', async () => {
    const vikar = await hub.build.person('Vilde', 'Vikar');
    const barred = await hub.build.person('Bo', 'Utestengt');
    const aunt = await hub.build.person('Tante', 'Lien');
    await hub.build.guardian(school.child, barred);
    await hub.build.guardian(school.child, aunt);
    expect((await cover(school.leader, { personId: vikar })).payload).toMatchObject({ cover: { day: '2026-11-26' } });
    const at = async (instant: string) => {
      hub.now = new Date(instant);
      return [await seenBy(vikar), await groups(vikar)];
    };
    const nothing = [null, { covers: [] }];
    expect(await at('2026-11-25T22:59:59Z')).toEqual(nothing);
    const [pupil, list] = await at('2026-11-25T23:00:00Z');
    expect(pupil).toEqual({ givenName: 'Eira', healthNotes: null, plans: null, allergies: [{ title: 'Nøtter' }] });
    expect(JSON.stringify(list)).toContain('Eira');
    expect(JSON.stringify(list)).not.toContain('Skjult');
    const fetchers = async () =>
      JSON.stringify(
        (await ask(vikar, 'query($id: ID!) { pupil(id: $id) { mayFetch { familyName } } }', { id: school.child })).data,
      );
    expect(await fetchers()).toContain('Utestengt');
    // While anybody is barred, whoever nobody has said who is does not fetch either.
    await hub.build.right(school.child, barred, 'CONTACT_BAN');
    expect(await fetchers()).toBe('{"pupil":{"mayFetch":[]}}');
    expect((await at('2026-11-26T22:59:59Z'))[0]).not.toBeNull();
    expect(await at('2026-11-26T23:00:00Z')).toEqual(nothing);
  });

  it('is closed at once when it is taken back', async () => {
    const vikar = await hub.build.person('Vera', 'Vikar');
    const { payload } = await cover(school.leader, { personId: vikar, day: '2026-11-25' });
    expect(await seenBy(vikar)).not.toBeNull();
    const input = { coverId: idIn(payload, 'cover'), reason: 'Kari kom likevel' };
    expect((await recordAs(hub, school.contactTeacher, 'withdrawGroupCover', input, 'cover { id }')).codes).toEqual([
      'FORBIDDEN',
    ]);
    expect((await recordAs(hub, school.leader, 'withdrawGroupCover', input, 'cover { id }')).payload).toMatchObject({
      userErrors: [],
    });
    expect(await seenBy(vikar)).toBeNull();
  });
});

describe('look-ups that stand out', () => {
  const list = async (personId: string, purpose = 'oversight') =>
    ask(
      personId,
      `{ unusualLookUps(awaiting: true) { edges { node { id kind day children employee { familyName } pupils { id } } } } }`,
      {},
      purpose,
    );
  const nodes = async (personId: string) =>
    (
      (await list(personId)).data as { unusualLookUps: { edges: { node: Record<string, unknown> }[] } }
    ).unusualLookUps.edges.map(({ node }) => node);

  it('are noticed from the audit trail once, and told to the leader and the data-protection officer', async () => {
    const other = await school.pupil('Odd', 'Lien');
    await hub.build.place();
    // A day of its own; a teacher of the group looks at as many, and that is no pattern.
    hub.now = new Date('2026-11-30T09:00:00Z');
    for (const childId of [school.child, other]) {
      await recordAs(
        hub,
        colleague,
        'openRecord',
        { childId, categories: ['health'], reason: 'Vakt i dag' },
        'openingId',
      );
      expect(await seenBy(colleague, childId)).not.toBeNull();
      expect(await seenBy(school.contactTeacher, childId)).not.toBeNull();
    }
    const before = (await hub.published()).length;
    expect(await hub.running.findUnusualLookUps()).toBe(2);
    expect(await hub.running.findUnusualLookUps()).toBe(0);
    const told = (await hub.published()).slice(before);
    expect(typesOf(told)).toEqual(['something-waits.v1', 'something-waits.v1']);
    const [first] = told.map(({ data }) => data as { toTell: string[] });
    expect(new Set(first?.toTell)).toEqual(new Set([school.leader, officer]));
  });

  it('are listed for both, with the children for the leader alone, and for nobody else', async () => {
    const ofLeader = await nodes(school.leader);
    expect(ofLeader).toHaveLength(2);
    expect(ofLeader.find(({ kind }) => kind === 'MANY_CHILDREN')).toMatchObject({
      day: '2026-11-30',
      children: 2,
      employee: { familyName: 'Vaktlærer' },
      pupils: expect.arrayContaining([{ id: school.child }]),
    });
    const ofOfficer = await nodes(officer);
    expect(ofOfficer.map(({ children, pupils }) => ({ children, pupils }))).toEqual([
      { children: 2, pupils: [] },
      { children: 2, pupils: [] },
    ]);
    for (const who of [school.caseWorker, colleague, school.mother])
      expect((await list(who)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it('are followed up with words by one who answers for them, and wait no more', async () => {
    const [first] = await nodes(school.leader);
    const review = (personId: string, finding: string) =>
      recordAs(hub, personId, 'reviewUnusualLookUp', { lookUpId: first?.id, finding }, 'lookUp { finding }');
    expect(codesOf((await review(school.leader, '')).payload)).toEqual(['REASON_NEEDED']);
    expect((await review(colleague, 'Det var greit')).codes).toEqual(['FORBIDDEN']);
    expect((await review(school.leader, 'Hadde vakt')).payload).toMatchObject({ lookUp: { finding: 'Hadde vakt' } });
    expect(await nodes(officer)).toHaveLength(1);
    const { rows } =
      await sql`select from school_administration.unusual_look_up where reviewed_by = ${school.leader}`.execute(
        hub.database.kysely,
      );
    expect(rows).toHaveLength(1);
  });
});

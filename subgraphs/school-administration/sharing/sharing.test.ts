import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idIn, recordAs, typesOf } from '../testing/record.ts';
import {
  buildSchool,
  startSchoolAdministration,
  type TestSchoolAdministration,
} from '../testing/test-school-administration.ts';

let hub: TestSchoolAdministration;
let school: Awaited<ReturnType<typeof buildSchool>>;
let ppt: string;
beforeAll(async () => {
  hub = await startSchoolAdministration({ now: new Date('2026-11-25T09:00:00Z') });
  school = await buildSchool(hub);
  ppt = await hub.build.person('Pia', 'Rådgiver');
  await hub.build.record(school.child, 'HEALTH_NOTE', 'health', { title: 'Nøtter' });
  await hub.build.record(school.child, 'EXPERT_ASSESSMENT', 'expert-assessment-plans', { title: 'Lesevansker' });
});
afterAll(() => hub.stop());

const share = (personId: string, input: Record<string, unknown> = {}) =>
  recordAs(
    hub,
    personId,
    'shareWithService',
    {
      childId: school.child,
      service: 'PPT',
      personId: ppt,
      categories: ['expert-assessment-plans'],
      reason: 'Sakkyndig vurdering er bestilt',
      validFrom: '2026-11-25',
      validTo: '2027-06-30',
      ...input,
    },
    'share { id categories }',
  );
const codesOf = (payload: Record<string, unknown> | null) =>
  (payload as { userErrors: { code: string }[] } | null)?.userErrors.map((error) => error.code);
async function seenBy(personId: string, purpose: string | null = 'case-work') {
  const query = `query($id: ID!) { pupil(id: $id) { givenName healthNotes { title } plans { title } } }`;
  const { data } = await hub.query(query, { id: school.child }, { kind: 'person', personId, purpose });
  return data?.pupil ?? null;
}
const listed = async (personId: string) => {
  const { data } = await hub.query(
    '{ pupils(first: 5) { edges { node { id } } } }',
    {},
    { kind: 'person', personId, purpose: 'case-work' },
  );
  return (data as { pupils: { edges: { node: { id: string } }[] } }).pupils.edges.map(({ node }) => node.id);
};

describe('what a school shares with PPT', () => {
  it('is refused to whoever is not the head, and without a reason, an end or a known category', async () => {
    expect((await share(school.contactTeacher)).codes).toEqual(['FORBIDDEN']);
    const code = async (input: Record<string, unknown>) => codesOf((await share(school.leader, input)).payload);
    expect(await code({ reason: ' ' })).toEqual(['REASON_NEEDED']);
    expect(await code({ categories: [] })).toEqual(['CATEGORIES_NEEDED']);
    expect(await code({ categories: ['everything'] })).toEqual(['UNKNOWN_CATEGORY']);
    expect(await code({ validTo: '2026-11-24' })).toEqual(['ENDS_BEFORE_IT_STARTS']);
    expect(await code({ validTo: '2028-01-01' })).toEqual(['TOO_LONG']);
    expect(await code({ personId: null })).toEqual(['ONE_PERSON_NEEDED']);
    expect(await code({ personId: school.leader })).toEqual(['NOT_ONESELF']);
    expect(await code({ personId: 'nobody' })).toEqual(['UNKNOWN_PERSON']);
  });

  it('opens that and no more to the one it is shared with, for a purpose, while it lasts; and the family reads of it', async () => {
    expect(await seenBy(ppt)).toBeNull();
    expect(await listed(ppt)).toEqual([]);
    const { payload, events } = await share(school.leader);
    expect(payload?.share).toMatchObject({ categories: ['expert-assessment-plans', 'identity'] });
    expect(typesOf(events)).toEqual(['rights-changed.v1']);

    expect(await seenBy(ppt)).toMatchObject({
      givenName: 'Eira',
      healthNotes: null,
      plans: [{ title: 'Lesevansker' }],
    });
    expect(await listed(ppt)).toEqual([school.child]);
    expect(await seenBy(ppt, null)).toBeNull();

    const query = 'query($id: ID!) { pupil(id: $id) { sharedWithServices { service familyName categories validTo } } }';
    const { data } = await hub.query(query, { id: school.child }, { kind: 'person', personId: school.mother });
    expect(data).toMatchObject({
      pupil: { sharedWithServices: [{ service: 'PPT', familyName: 'Rådgiver', validTo: '2027-06-30' }] },
    });

    hub.now = new Date('2027-07-01T09:00:00Z');
    expect(await seenBy(ppt)).toBeNull();
    hub.now = new Date('2026-11-25T09:00:00Z');
    const ended = await recordAs(
      hub,
      school.leader,
      'endServiceShare',
      {
        childId: school.child,
        shareId: idIn(payload, 'share'),
        lastDay: '2026-11-24',
        reason: 'Ikke lenger nødvendig',
      },
      'share { validTo }',
    );
    expect(ended.payload).toMatchObject({ share: { validTo: '2026-11-24' }, userErrors: [] });
    expect(await seenBy(ppt)).toBeNull();
  });

  it('opens nothing once the address is graded', async () => {
    const child = await school.pupil('Skjult', 'Lien');
    await hub.build.place();
    await share(school.leader, { childId: child });
    await hub.build.grade(child, 'CONFIDENTIAL');
    await hub.build.place();
    expect(await listed(ppt)).toEqual([]);
  });

  it('cannot be ended for another child, or twice', async () => {
    const { payload } = await share(school.leader);
    const other = await school.pupil('Annen', 'Lien');
    const end = (childId: string) =>
      recordAs(
        hub,
        school.leader,
        'endServiceShare',
        { childId, shareId: idIn(payload, 'share'), lastDay: '2026-11-24', reason: 'Feil person' },
        'share { id }',
      );
    expect((await end(other)).payload?.userErrors).toMatchObject([{ code: 'UNKNOWN' }]);
    expect((await end(school.child)).payload?.userErrors).toEqual([]);
    expect((await end(school.child)).payload?.userErrors).toMatchObject([{ code: 'UNKNOWN' }]);
  });
});

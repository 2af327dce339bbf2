import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pupilPlacementChanged } from '#contracts/events/school-administration.ts';
import { syntheticNationalId } from '../testing/municipality-builder.ts';
import { recordAs } from '../testing/record.ts';
import {
  buildSchool,
  startSchoolAdministration,
  type TestSchoolAdministration,
} from '../testing/test-school-administration.ts';

const appointedFeideId = 'rune@prove.no';
let hub: TestSchoolAdministration;
let at: Awaited<ReturnType<typeof buildSchool>>;
let appointed: string;
let deputy: string;
beforeAll(async () => {
  hub = await startSchoolAdministration({
    settings: {
      caseNaming: { appointed: [{ feideId: appointedFeideId }, { nationalId: syntheticNationalId('1970-01-02') }] },
    },
  });
  at = await buildSchool(hub);
  appointed = await hub.build.person('Anne', 'Oppvekst', { feideId: appointedFeideId });
  deputy = await hub.build.person('Bjørn', 'Nestleder', { nationalId: syntheticNationalId('1970-01-02') });
  await hub.build.employ(at.owner, appointed, 'MEMBER', 'oppvekstleder');
  await hub.build.employ(at.owner, deputy, 'MEMBER', 'oppvekstleder');
});
afterAll(() => hub.stop());
beforeEach(() => {
  hub.now = new Date('2026-11-22T09:00:00Z');
});

const reason = 'Sak 2026/114: følger barnet ved skolebyttet';
let born = 1;
/** A national id of its own for each child of a test. */
function number(): string {
  born += 1;
  return syntheticNationalId(`2014-03-${String(born).padStart(2, '0')}`);
}
const childOf = async (nationalId: string, grading?: 'CONFIDENTIAL' | 'STRICTLY_CONFIDENTIAL') => {
  const childId = await at.pupil('Gry', 'Gradert', { nationalId });
  if (grading) await hub.build.grade(childId, grading);
  await hub.build.place();
  return childId;
};
const name = (nationalId: string, more: Record<string, unknown> = {}, by = appointed) =>
  recordAs(hub, by, 'nameForCase', { nationalId, personId: at.caseWorker, reason, ...more }, 'recorded');
const knows = async (personId: string, childId: string) => {
  const viewer = { kind: 'person', personId, purpose: 'case-work' } as const;
  return (await hub.query(`{ pupil(id: "${childId}") { givenName addressProtection { grading } } }`, {}, viewer)).data
    ?.pupil;
};
const text = `mutation ($input: NameForCaseInput!) { nameForCase(input: $input) { recorded userErrors { code message field } } }`;

describe('naming by national id', () => {
  it('answers in the same bytes, by the same statements, whether the child is here or not and however it is graded', async () => {
    const nobody = number();
    const numbers = [nobody];
    for (const grading of [undefined, 'CONFIDENTIAL', 'STRICTLY_CONFIDENTIAL'] as const) {
      const nationalId = number();
      await childOf(nationalId, grading);
      numbers.push(nationalId);
    }
    const seen: string[] = [];
    for (const nationalId of numbers) {
      const input = { nationalId, personId: at.caseWorker, reason, idempotencyKey: randomUUID() };
      let answer = '';
      const statements = await hub.statements(async () => {
        const result = await hub.query(text, { input }, { kind: 'person', personId: appointed });
        answer = JSON.stringify(result);
      });
      seen.push(JSON.stringify([answer, statements]));
    }
    expect(seen[0]).toContain('recorded\\":true');
    expect(new Set(seen).size).toBe(1);
  });

  it('lets the named one know of a child graded fortrolig, and leaves the reason and who decided with the right', async () => {
    const nationalId = number();
    const childId = await childOf(nationalId, 'CONFIDENTIAL');
    await hub.running.applyNamings();
    expect(await knows(at.caseWorker, childId)).toBeNull();
    expect((await name(nationalId)).payload).toMatchObject({ recorded: true, userErrors: [] });
    expect(await hub.running.applyNamings()).toBe(1);
    expect(await knows(at.caseWorker, childId)).toEqual({
      givenName: 'Gry',
      addressProtection: { grading: 'CONFIDENTIAL' },
    });
    for (const other of [appointed, at.leader, at.contactTeacher]) expect(await knows(other, childId)).toBeNull();
    const { rows } = await sql`select kind, source, reason, decided_by from school_administration."right"
      where child_id = ${childId}::uuid and person_id = ${at.caseWorker}::uuid`.execute(hub.database.kysely);
    expect(rows).toEqual([{ kind: 'NAMED_FOR_CASE', source: 'STAFF', reason, decidedBy: appointed }]);
    expect(await hub.running.applyNamings()).toBe(0);
  });

  it('opens a child graded strengt fortrolig only with a decision of the police or barnevernstjenesten', async () => {
    const nationalId = number();
    const childId = await childOf(nationalId, 'STRICTLY_CONFIDENTIAL');
    await name(nationalId);
    await hub.running.applyNamings();
    expect(await knows(at.caseWorker, childId)).toBeNull();
    expect(
      (await hub.running.port.scopeOf({ kind: 'person', personId: at.caseWorker }, '2026-11-22')).childIds,
    ).not.toContain(childId);
    await name(nationalId, { decision: 'Politiet, 20. november 2026, ref. 114' });
    await hub.running.applyNamings();
    expect(await knows(at.caseWorker, childId)).toEqual({
      givenName: 'Gry',
      addressProtection: { grading: 'STRICTLY_CONFIDENTIAL' },
    });
  });

  it('waits as a keyed hash for a child that comes later, and is forgotten when its time is past', async () => {
    const nationalId = number();
    await name(nationalId);
    await hub.running.applyNamings();
    const written = await everythingWritten();
    expect(written).not.toContain(nationalId);
    const childId = await childOf(nationalId, 'CONFIDENTIAL');
    await hub.running.applyNamings();
    expect(await knows(at.caseWorker, childId)).not.toBeNull();

    const never = number();
    await name(never, { validTo: '2026-12-01' });
    hub.now = new Date('2026-12-02T09:00:00Z');
    const late = await childOf(never, 'CONFIDENTIAL');
    expect(await hub.running.applyNamings()).toBe(0);
    expect(await knows(at.caseWorker, late)).toBeNull();
    const { rows } = await sql`select from school_administration.case_naming where valid_to = '2026-12-01'`.execute(
      hub.database.kysely,
    );
    expect(rows).toEqual([]);
  });

  it('takes effect by itself when the child is placed here', async () => {
    const nationalId = number();
    await name(nationalId);
    const workers = (await hub.running.startWorkers?.()) ?? [];
    try {
      const childId = await childOf(nationalId, 'CONFIDENTIAL');
      const data = { childId, unitIds: [], groupIds: [], level: null, grading: 'CONFIDENTIAL' as const, active: true };
      await hub.deliver({ event: pupilPlacementChanged, data, childId });
      await expect.poll(() => knows(at.caseWorker, childId), { timeout: 10_000 }).not.toBeNull();
    } finally {
      await Promise.all(workers.map((worker) => worker.stop()));
    }
  });

  it('names nobody for a national id that two children have', async () => {
    const nationalId = number();
    const ids = [await childOf(nationalId, 'CONFIDENTIAL'), await childOf(nationalId, 'CONFIDENTIAL')];
    await name(nationalId);
    await hub.running.applyNamings();
    for (const childId of ids) expect(await knows(at.caseWorker, childId)).toBeNull();
  });

  it('tells the one named and the others who are appointed, of no child and no place, and is in the audit trail', async () => {
    const nationalId = number();
    const childId = await childOf(nationalId, 'CONFIDENTIAL');
    const { events } = await name(nationalId);
    expect(events).toMatchObject([{ type: 'staff-named.v1', data: { toTell: [at.caseWorker, deputy] } }]);
    expect(JSON.stringify(events)).not.toContain(childId);
    const { rows } = await sql`select child_id, categories from audit.disclosure
      where viewer = ${`person:${appointed}`} order by seq desc limit 1`.execute(hub.database.kysely);
    expect(rows).toMatchObject([
      { childId: null, categories: { 'case-namings': [expect.stringContaining('§ 10-4')] } },
    ]);
  });
});

describe('naming by a right', () => {
  it('is told to the one named, the head of the school and those appointed, in the same way whether the child is graded or not', async () => {
    for (const grading of [undefined, 'CONFIDENTIAL'] as const) {
      const childId = await childOf(number(), grading);
      if (grading) await hub.build.right(childId, at.caseWorker, 'NAMED_FOR_CASE');
      const input = { childId, kind: 'NAMED_FOR_CASE', personId: at.teacher, reason, validFrom: '2026-11-22' };
      const { events } = await recordAs(hub, at.caseWorker, 'recordRight', input, 'right { id }');
      const named = events.find(({ type }) => type === 'staff-named.v1');
      expect(new Set(named?.data.toTell as string[])).toEqual(new Set([at.teacher, at.leader, appointed, deputy]));
      expect(JSON.stringify(named)).not.toContain(childId);
    }
  });
});

describe('what is refused, in words that depend on no child', () => {
  it('is a naming by one who is not appointed: not the case worker, not the rektor', async () => {
    for (const other of [at.caseWorker, at.leader, at.mother])
      expect((await name(number(), {}, other)).codes).toEqual(['FORBIDDEN']);
  });

  it('is oneself, one who does not work here, no reason, an empty decision, and too long a time', async () => {
    const codesOf = async (more: Record<string, unknown>) => {
      const { payload } = await name(number(), more);
      return (payload as { userErrors: { code: string }[] }).userErrors.map(({ code }) => code);
    };
    expect(await codesOf({ personId: appointed })).toEqual(['NOT_ONESELF']);
    expect(await codesOf({ personId: at.mother })).toEqual(['NOT_EMPLOYED']);
    expect(await codesOf({ personId: 'no id' })).toEqual(['NOT_EMPLOYED']);
    expect(await codesOf({ reason: ' ' })).toEqual(['REASON_NEEDED']);
    expect(await codesOf({ decision: ' ' })).toEqual(['DECISION_NEEDED']);
    expect(await codesOf({ validTo: '2028-01-01' })).toEqual(['TOO_LONG']);
    expect(await codesOf({ validFrom: '2026-12-02', validTo: '2026-12-01' })).toEqual(['ENDS_BEFORE_IT_STARTS']);
  });

  it('is a naming by decision that goes around the deed', async () => {
    const input = {
      childId: at.child,
      kind: 'NAMED_BY_DECISION',
      personId: at.teacher,
      reason,
      validFrom: '2026-11-22',
    };
    const { payload } = await recordAs(hub, at.caseWorker, 'recordRight', input, 'right { id }');
    expect(payload?.userErrors).toMatchObject([{ code: 'NAMED_ANOTHER_WAY' }]);
  });
});

describe('ending a naming', () => {
  const list =
    '{ caseNamings(first: 100) { edges { node { id reason employee { familyName } namedBy { familyName } validTo } } } }';
  const namings = async (personId: string) => {
    const { data, errors } = await hub.query(list, {}, { kind: 'person', personId });
    const edges = (data?.caseNamings as { edges: { node: { id: string; reason: string } }[] } | null)?.edges ?? [];
    return { nodes: edges.map(({ node }) => node), codes: errors?.map((error) => error.extensions?.code) };
  };

  it('is done by anybody appointed, from a list that says of no child, and closes at once', async () => {
    const nationalId = number();
    const childId = await childOf(nationalId, 'CONFIDENTIAL');
    await name(nationalId, { reason: 'Skal avsluttes' });
    await hub.running.applyNamings();
    const { nodes } = await namings(deputy);
    const one = nodes.find((node) => node.reason === 'Skal avsluttes');
    expect(one).toMatchObject({
      employee: { familyName: 'Saksbehandler' },
      namedBy: { familyName: 'Oppvekst' },
      validTo: '2027-11-22',
    });
    expect(JSON.stringify(nodes)).not.toContain(childId);
    expect((await namings(at.caseWorker)).codes).toEqual(['FORBIDDEN']);

    const ending = { namingId: one?.id, lastDay: '2026-11-21', reason: 'Saken er slutt' };
    const ended = await recordAs(hub, deputy, 'endCaseNaming', ending, 'recorded');
    expect(ended.payload).toMatchObject({ recorded: true });
    expect(await knows(at.caseWorker, childId)).toBeNull();
    const before = (await hub.published()).length;
    await hub.running.applyNamings();
    expect((await hub.published()).slice(before)).toMatchObject([{ type: 'rights-changed.v1', data: { childId } }]);
    expect((await namings(deputy)).nodes.map((node) => node.reason)).not.toContain('Skal avsluttes');
    const again = await recordAs(hub, deputy, 'endCaseNaming', ending, 'recorded');
    expect(again.payload).toMatchObject({ recorded: false, userErrors: [{ code: 'UNKNOWN' }] });
  });

  it('takes the same statements whether a child had come or not', async () => {
    const [here, nowhere] = [number(), number()];
    await childOf(here, 'CONFIDENTIAL');
    await name(here, { reason: 'her' });
    await name(nowhere, { reason: 'ikke her' });
    await hub.running.applyNamings();
    const { nodes } = await namings(appointed);
    const took: string[] = [];
    for (const why of ['her', 'ikke her']) {
      const input = { namingId: nodes.find((node) => node.reason === why)?.id, lastDay: '2026-11-22', reason };
      const texts = await hub.statements(async () => {
        const document =
          'mutation ($input: EndCaseNamingInput!) { endCaseNaming(input: $input) { recorded userErrors { code } } }';
        const variables = { input: { ...input, idempotencyKey: randomUUID() } };
        const { data } = await hub.query(document, variables, { kind: 'person', personId: appointed });
        expect(data?.endCaseNaming).toEqual({ recorded: true, userErrors: [] });
      });
      took.push(JSON.stringify(texts));
    }
    expect(took[0]).toBe(took[1]);
  });
});

/** Every row that naming writes, of any table, as text. */
async function everythingWritten(): Promise<string> {
  const { rows } = await sql<{ text: string }>`
    select (select coalesce(jsonb_agg(n), '[]') from school_administration.case_naming n)::text
      || (select coalesce(jsonb_agg(i), '[]') from events.idempotency i)::text
      || (select coalesce(jsonb_agg(o), '[]') from events.outbox o)::text
      || (select coalesce(jsonb_agg(d), '[]') from audit.disclosure d)::text as text`.execute(hub.database.kysely);
  return rows[0]?.text ?? '';
}

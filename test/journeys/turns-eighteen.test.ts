import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { castSubject } from '#cli/demo/demo-folder.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { beginJourney, childAt, type Journey, present } from '#test/support/journey.ts';
import { startClock } from '#test/support/journey-clock.ts';
import type { MutationResult, PersonGraph } from '#test/support/person-graph.ts';
import { type Browser, createBrowser } from '#test/support/sign-in/browser.ts';
import { issuerSettings } from '#test/support/sign-in/test-gateway.ts';
import { startTestIssuer, type TestIssuer } from '#test/support/sign-in/test-issuer.ts';
import { until } from '#test/support/until.ts';

const clock = startClock();
let journey: Journey;
let issuer: TestIssuer;
let hub: string;
let childId: string;
let birthDate: string;
beforeAll(async () => {
  issuer = await startTestIssuer(clock.now);
  journey = await beginJourney({ clock, issuers: [issuerSettings(issuer, 'id-porten')] });
  hub = present(journey.settings.ringsaker.publicUrl, 'address');
  childId = (await childAt(journey.sending, journey.mover('fifteen'))).id;
  const found = `{ pupil(id: "${childId}") { birthDate } }`;
  birthDate = (await journey.sending.ask<{ pupil: { birthDate: string } }>(found)).pupil.birthDate;
}, 240_000);
afterAll(async () => {
  await journey.stop();
  await issuer.close();
});

async function signIn(role: string): Promise<Browser> {
  const subject = castSubject(journey.manifest, 'ringsaker', role);
  if (subject.kind !== 'national-id') throw new Error(`${role} has no national id`);
  issuer.says = { pid: subject.nationalId, acr: 'idporten-loa-high' };
  const browser = createBrowser();
  const seen = await browser.follow(`${hub}/sign-in/start/id-porten?return=/me`);
  expect(JSON.parse(seen.text)).toMatchObject({ signedIn: true, with: 'ID-porten' });
  return browser;
}
async function ask(browser: Browser, query: string) {
  const { text } = await browser.open(`${hub}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query }),
  });
  return JSON.parse(text);
}

/** The instant at which the day begins in Norway, in summer or winter time, on which one born on a date turns 18. */
function midnightOf18(born: string): number {
  const [year = 0, month = 0, day = 0] = born.split('-').map(Number);
  const hours = [2, 1].map((ahead) => Date.UTC(year + 18, month - 1, day, -ahead));
  const birthday = `${year + 18}${born.slice(4)}`;
  return present(
    hours.find((hour) => dateInNorway(new Date(hour)) === birthday && dateInNorway(new Date(hour - 1)) !== birthday),
    'midnight',
  );
}

const personIdOf = async (browser: Browser): Promise<string> =>
  (await ask(browser, '{ me { personId } }')).data.me.personId;
const rows = async <Row>(query: ReturnType<typeof sql<Row>>) =>
  (await query.execute(journey.hub('ringsaker').database.kysely)).rows;
const communication = () => journey.hub('ringsaker').subgraphs.parentCommunication;
async function settleDay(): Promise<void> {
  await journey.hub('ringsaker').subgraphs.schoolAdministration.comeToToday();
  await journey.hub('ringsaker').settle();
  await communication().tellDueNotices();
}

describe('the parents’ right to information, which ends when the child turns 18', () => {
  let parent: Browser;
  let pupil: Browser;
  let parentId: string;
  const threadIds: string[] = [];

  it('ends at midnight in a session that is open; the child’s own goes on', async () => {
    journey.clock.pass({ minutes: (midnightOf18(birthDate) - journey.clock.now().getTime()) / 60_000 - 10 });
    [parent, pupil] = [await signIn('mother-fifteen'), await signIn('pupil-fifteen')];
    parentId = await personIdOf(parent);
    // Written in the evening: to her at home, and to the child itself. Neither is told before the morning.
    const leader = await rektorOf(childId);
    for (const to of [parentId, childId]) {
      const send =
        'mutation ($input: SendMessageInput!) { result: sendMessage(input: $input) { thread { id } userErrors { code message } } }';
      const { thread } = await leader.act<MutationResult & { readonly thread: { readonly id: string } | null }>(send, {
        childId,
        to: [to],
        subject: 'I morgen',
        text: 'Ta med matpakke.',
      });
      threadIds.push(present(thread, 'thread').id);
    }
    const asParent = `{ me { children { id givenName } } pupil(id: "${childId}") { givenName birthDate } }`;
    const before = await ask(parent, asParent);
    expect(before.data.pupil).toMatchObject({ birthDate });
    expect(before.data.me.children).toContainEqual(expect.objectContaining({ id: childId }));
    expect((await ask(parent, `{ thread(id: "${threadIds[0]}") { subject } }`)).data.thread).toEqual({
      subject: 'I morgen',
    });

    journey.clock.pass({ minutes: 11 });

    const after = await ask(parent, asParent);
    expect(after.data).toEqual({ me: { children: [] }, pupil: null });
    expect(JSON.parse((await parent.open(`${hub}/me`)).text)).toMatchObject({ signedIn: true });
    const own = await ask(pupil, `{ pupil(id: "${childId}") { birthDate } }`);
    expect(own.data.pupil).toEqual({ birthDate });
  });

  it('ends for threads and notices too: hers is closed and not told of in the morning, the child’s is', async () => {
    expect((await ask(parent, `{ thread(id: "${threadIds[0]}") { subject } waiting { messages } }`)).data).toEqual({
      thread: null,
      waiting: { messages: 0 },
    });
    const since = journey.clock.now();
    await settleDay();
    journey.clock.pass({ minutes: 9 * 60 });
    await settleDay();
    const told = await rows(
      sql<{
        recipient: string;
      }>`select recipient from parent_communication.delivery where made_at >= ${since.toISOString()}`,
    );
    expect(told.map(({ recipient }) => recipient)).toContain(childId);
    expect(told.map(({ recipient }) => recipient)).not.toContain(parentId);
    await until('nothing of the child waits for her', async () => {
      const waits = sql`select from parent_communication.notice where child_id = ${childId} and recipient = ${parentId}`;
      return (await rows(waits)).length === 0;
    });
    await until('her thread is closed', async () => {
      const found = await rows(
        sql<{ status: string }>`select status from parent_communication.thread where id = any(${threadIds}::uuid[])
          order by array_position(${threadIds}::uuid[], id)`,
      );
      return found.map(({ status }) => status).join() === 'CLOSED,OPEN';
    });
  });
});

/** Who leads the school that the child attends. */
async function rektorOf(of: string): Promise<PersonGraph> {
  const [found] = await rows(
    sql<{ feideId: string | null; nationalId: string | null }>`select person.feide_id, person.national_id
      from school_administration.enrolment place join school_administration.employment post on post.unit_id = place.unit_id
        and post.role = 'SCHOOL_LEADER' and post.valid_to is null
      join school_administration.person on person.id = post.person_id where place.child_id = ${of} order by place.valid_from desc limit 1`,
  );
  const { feideId, nationalId } = present(found, 'leader');
  const subject = feideId
    ? ({ kind: 'feide', feideId } as const)
    : ({ kind: 'national-id', nationalId: nationalId ?? '' } as const);
  return journey.as('ringsaker', subject, 'education');
}

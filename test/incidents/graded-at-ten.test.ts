import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { controlCommands } from '#cli/control/commands.ts';
import { everyDeed } from '#test/support/every-deed.ts';
import { everyQuestion } from '#test/support/every-question.ts';
import {
  absentFor,
  differencesIn,
  otherStatements,
  type Pair,
  pairsOf,
  toldApart,
} from '#test/support/hidden-or-absent.ts';
import {
  askFor,
  beginJourney,
  holdersOf,
  type Journey,
  present,
  untilPermissionIsAsked,
} from '#test/support/journey.ts';
import { startClock } from '#test/support/journey-clock.ts';
import { childIdOf } from '#test/support/look-inside.ts';
import type { PersonGraph } from '#test/support/person-graph.ts';
import { type Browser, createBrowser } from '#test/support/sign-in/browser.ts';
import { everyAnswer, knownOf, type Marks, marksOf, tracesIn } from '#test/support/traces.ts';

// A child gets a secret address at ten o'clock, while a move is under way and people are signed in.

// Everything is asked: hundreds of questions by everybody.
vi.setConfig({ testTimeout: 300_000 });
let journey: Journey;
let marks: Marks;
let transferId: string;
const hubName = 'ringsaker';
const hub = () => journey.hub(hubName);
const mover = () => journey.mover('main');
const logged: string[] = [];
let loggedBefore = 0;
let published = 0;
/** Everybody whose post or right opened the child to them, and who has no part in the case. */
const notEntitled = ['rektor', 'contact-teacher', 'case-worker'] as const;
/** Fields that take ids of which nothing is held here: of no child's own, and of a message that went to a wrong family. */
const ofNothingHeld = ['messageIncident', 'resource', 'rosterUpload'];
let asked: readonly Pair[];
let deeds: readonly Pair[];
const sessions = new Map<string, Browser>();
/** The child, and a parent whom it lives with. */
const entitled = ['pupil', 'mother'] as const;

const address = () => present(journey.settings[hubName].publicUrl, 'address');
async function signIn(person: string): Promise<Browser> {
  const browser = createBrowser();
  const page = await browser.follow(`${address()}/sign-in?return=/me`);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams({ person, level: 'high' }).toString();
  expect(JSON.parse((await browser.follow(page.url, { method: 'POST', headers, body })).text)).toMatchObject({
    signedIn: true,
  });
  return browser;
}
/** The graph as the page of an open session asks it. */
const asSignedIn = (browser: Browser): Pick<PersonGraph, 'bytesOf'> => ({
  async bytesOf(query, variables) {
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      origin: address(),
      'oppvekst-purpose': 'education',
    };
    const body = JSON.stringify({ query, variables });
    return (await browser.open(`${address()}/graphql`, { method: 'POST', headers, body })).text;
  },
});
const seenBy = async (graph: Pick<PersonGraph, 'bytesOf'>) =>
  tracesIn(await everyAnswer(graph, await knownOf(hub(), marks)), marks);
const everyone = () => [
  ...notEntitled.map((role) => [role, journey.as(hubName, role, 'education')] as const),
  ...notEntitled.flatMap((role) => {
    const browser = sessions.get(role);
    return browser ? [[`${role}, signed in since before`, asSignedIn(browser)] as const] : [];
  }),
];

beforeAll(async () => {
  // The issuer that people sign in with has the machine's clock.
  journey = await beginJourney({ clock: startClock(new Date()), onLog: (line) => logged.push(line) });
  for (const role of ['rektor', 'mother']) sessions.set(role, await signIn(role));
  transferId = await askFor(journey, mover(), [], ['health']);
  await untilPermissionIsAsked(journey, transferId, 'health', 2);
  await hub().settle();
  marks = await marksOf(hub(), await childIdOf(journey, mover(), hubName));
  const known = await knownOf(hub(), marks);
  const absent = absentFor(known);
  asked = pairsOf(everyQuestion, known, absent);
  deeds = pairsOf(everyDeed, known, absent);
}, 300_000);
afterAll(() => journey.end());

describe('at 9:59', () => {
  it('the child is found by those whose post opens it, in the session too', async () => {
    expect(marks.values).toContain(transferId);
    for (const [who, graph] of everyone()) expect([who, (await seenBy(graph)).length > 0]).toEqual([who, true]);
  });

  it('every question that takes an id tells one of them what belongs to the child from what does not exist', async () => {
    const told = await Promise.all(notEntitled.map((role) => toldApart(journey.as(hubName, role, 'education'), asked)));
    const untold = asked.map(({ field }) => field).filter((field) => !told.some((fields) => fields.has(field)));
    expect([...new Set(untold)].sort()).toEqual(ofNothingHeld);
  });
});

describe('a child who gets a graded address at 10:00', () => {
  beforeAll(async () => {
    loggedBefore = logged.length;
    const { rows } = await sql<{ last: number }>`select coalesce(max(seq), 0)::int as last from events.outbox`.execute(
      hub().database.kysely,
    );
    published = rows[0]?.last ?? 0;
    journey.outside.register.grade(mover().nationalId, 'strengtFortrolig', journey.clock.now().toISOString());
    journey.clock.pass({ minutes: 1 });
    for (const name of ['ringsaker', 'sarpsborg'] as const) {
      await journey.hub(name).subgraphs.schoolAdministration.syncRegister();
      await journey.hub(name).settle();
    }
  });

  it('is not found at 10:01 by anybody who is not entitled: by no question, search, list or count, in no open session', async () => {
    for (const [who, graph] of everyone()) expect([who, await seenBy(graph)]).toEqual([who, []]);
  });

  it('is answered of in the same bytes as what does not exist, by every question that takes an id or a number', async () => {
    for (const [who, graph] of everyone()) expect([who, await differencesIn(graph, asked)]).toEqual([who, []]);
  });

  it('and by as many statements', async () => {
    for (const role of notEntitled) {
      const graph = journey.as(hubName, role, 'education');
      expect([role, await otherStatements(hub(), graph, asked)]).toEqual([role, []]);
    }
  });

  it('is found as before by itself and by the parent it lives with, in her session too', async () => {
    for (const role of entitled) expect((await seenBy(journey.as(hubName, role))).length).toBeGreaterThan(10);
    expect((await seenBy(asSignedIn(present(sessions.get('mother'), 'session')))).length).toBeGreaterThan(10);
  });

  it('is found at the other end of the move under way by nobody either, and the move takes no more answers', async () => {
    const there = await marksOf(journey.hub('sarpsborg'), await childIdOf(journey, mover(), 'sarpsborg'));
    for (const role of notEntitled) {
      const graph = journey.as('sarpsborg', role);
      expect(tracesIn(await everyAnswer(graph, await knownOf(journey.hub('sarpsborg'), there)), there)).toEqual([]);
    }
    const [holder] = await holdersOf(journey, mover());
    const { userErrors } = await present(holder, 'holder').act<{ userErrors: { code: string; message: string }[] }>(
      'mutation ($input: AnswerTransferInput!) { result: permitTransfer(input: $input) { userErrors { code message } } }',
      { transferId, categories: ['health'] },
    );
    expect(userErrors.map(({ code }) => code)).toEqual(['HANDLED_OUTSIDE_THE_HUB']);
  });

  it('is in no export: not of the archive, not of what the systems disagree on', async () => {
    const { rows } = await sql<{
      entryId: string;
    }>`select system_id as entry_id from archive.journal_entry where child_id = ${marks.childId} limit 1`.execute(
      hub().database.kysely,
    );
    const text = await journey.sending.bytesOf(
      'mutation ($input: ExportArkivmeldingInput!) { exportArkivmelding(input: $input) { arkivmelding { xml documents { text } } userErrors { message } } }',
      { input: { childId: marks.childId, entryId: rows[0]?.entryId ?? randomUUID() } },
    );
    const exports = new Map([
      ['arkivmelding', text],
      ['reconciliation', JSON.stringify(await controlCommands.reconcile(hub()))],
    ]);
    expect(tracesIn(exports, marks)).toEqual([]);
  });

  it('is in no line of the log since then, and in no event by name, number, address or word of what is held', async () => {
    expect(logged.slice(0, loggedBefore).length).toBeGreaterThan(0);
    const lines = new Map(logged.map((line, index) => [`line ${index}`, line]));
    const inLog = { ...marks, values: new Set([...marks.values].filter((value) => value !== marks.childId)) };
    expect(tracesIn(lines, inLog)).toEqual([]);
    const { rows } = await sql<{
      type: string;
      text: string;
    }>`select envelope->>'type' as type, envelope::text as text from events.outbox where seq > ${published} and envelope->>'subject' = ${marks.childId}`.execute(
      hub().database.kysely,
    );
    expect(rows.map(({ type }) => type)).toContain('pupil-placement-changed.v1');
    const { rows: person } = await sql<{
      text: string[];
    }>`select array[given_name, family_name, national_id] as text from school_administration.person where id = ${marks.childId}`.execute(
      hub().database.kysely,
    );
    for (const { text } of rows) for (const word of present(person[0], 'person').text) expect(text).not.toContain(word);
  });

  it('is refused in the same bytes as what does not exist, by every mutation that takes an id; not to those who are entitled', async () => {
    for (const role of ['rektor', 'case-worker']) {
      const graph = journey.as(hubName, role, 'education');
      expect([role, await differencesIn(graph, deeds)]).toEqual([role, []]);
    }
    expect([...(await toldApart(journey.as(hubName, 'mother'), deeds))].length).toBeGreaterThan(5);
  });
});

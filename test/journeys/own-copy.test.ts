import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateInNorway } from '#kit/access/access.ts';
import {
  act,
  askFor,
  beginJourney,
  childAt,
  holdersOf,
  type Journey,
  present,
  refusals,
  untilPermissionIsAsked,
  untilPhase,
} from '#test/support/journey.ts';
import { chainsOf, childIdOf, disclosedOf } from '#test/support/look-inside.ts';
import type { PersonGraph } from '#test/support/person-graph.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await beginJourney();
}, 120_000);
afterAll(() => journey.end());

const held = `query ($id: ID!) { pupil(id: $id) {
  writtenLanguageForm enrolments { validFrom unit { name } } ongoingAssessments(first: 50) { feedback } } }`;
const received = `query ($id: ID!) { pupil(id: $id) {
  receivedRecords { category senderName senderNumber receivedAt rule legalBasis asHistory content } } }`;
interface Received {
  readonly pupil: {
    readonly receivedRecords: ReadonlyArray<{
      readonly category: string;
      readonly senderName: string;
      readonly senderNumber: string;
      readonly receivedAt: string;
      readonly legalBasis: string;
      readonly asHistory: boolean;
      readonly content: string | null;
    }>;
  };
}

describe('what a child leaves behind, and what it brings', () => {
  const categories = ['enrolment', 'written-language-form', 'ongoing-assessment', 'individual-decisions'];
  let transferId: string;
  let teacher: PersonGraph;
  let before: unknown;
  const always: boolean[] = [];

  it('is in the sender’s hands at every moment of the move', async () => {
    const mover = journey.mover('main');
    teacher = journey.as('ringsaker', 'contact-teacher', 'education');
    const { id } = await childAt(journey.sending, mover);
    const lookAt = () => teacher.answerTo(held, { id });
    before = await lookAt();
    expect(JSON.stringify(before)).toContain('feedback');
    transferId = await askFor(journey, mover, categories.slice(0, 2), categories.slice(2));
    await untilPermissionIsAsked(journey, transferId, 'ongoing-assessment', 2);
    let over = false;
    const watch = (async () => {
      while (!over) always.push(JSON.stringify(await lookAt()) === JSON.stringify(before));
    })();
    for (const holder of await holdersOf(journey, mover))
      expect(await refusals(act(holder, 'permitTransfer', { transferId, categories: categories.slice(2) }))).toEqual(
        [],
      );
    await untilPhase(journey.receiving, transferId, 'CLOSED');
    await untilPhase(journey.sending, transferId, 'CLOSED');
    over = true;
    await watch;
    expect(always.length).toBeGreaterThan(2);
    expect(always).not.toContain(false);
  });

  it('is still the sender’s own when the move is over: nothing was handed away', async () => {
    const { id } = await childAt(journey.sending, journey.mover('main'));
    expect(await teacher.answerTo(held, { id })).toEqual(before);
  });

  it('is the receiver’s own copy too, with where it came from, when, and by which rule', async () => {
    const child = await childAt(journey.receiving, journey.mover('main'));
    const rektor = journey.as('sarpsborg', 'rektor');
    const { pupil } = await rektor.ask<Received>(received, { id: child.id });
    expect(pupil.receivedRecords.map(({ category }) => category).sort()).toEqual([...categories].sort());
    const { organisationNumber, name } = journey.manifest.controllers.ringsaker;
    for (const record of pupil.receivedRecords) {
      expect(record).toMatchObject({ senderName: name, senderNumber: organisationNumber });
      expect(record.legalBasis).toContain('opplæringslova § 25-1');
      expect(dateInNorway(new Date(record.receivedAt))).toBe(dateInNorway(journey.clock.now()));
    }
    const decision = pupil.receivedRecords.find(({ category }) => category === 'individual-decisions');
    expect(present(decision, 'decision').asHistory).toBe(true);
  });

  it('never lay open on the line between the hubs', async () => {
    const lines = [...journey.linkTo.ringsaker.seen, ...journey.linkTo.sarpsborg.seen];
    expect(lines.length).toBeGreaterThan(3);
    const { name, nationalId } = journey.mover('main');
    for (const word of [name.family, name.given, nationalId, 'ongoing-assessment'])
      for (const line of lines) {
        expect(line).not.toContain(word);
        expect(Buffer.from(line.split('.')[1] ?? '', 'base64url').toString('utf8')).not.toContain(word);
      }
  });
});

describe('what was shown on the way', () => {
  it('is on the audit trail: who saw which category of the child, for what, by which paragraph', async () => {
    const mover = journey.mover('main');
    for (const hub of ['ringsaker', 'sarpsborg'] as const) {
      const rows = await disclosedOf(journey, hub, await childIdOf(journey, mover, hub));
      const { me } = await journey.as(hub, 'case-worker').ask<{ me: { personId: string } }>('{ me { personId } }');
      const ofCaseWorker = rows.filter(({ viewer }) => viewer.endsWith(me.personId));
      expect(ofCaseWorker.length).toBeGreaterThan(0);
      const shown = new Set(ofCaseWorker.flatMap(({ categories: seen }) => Object.keys(seen)));
      expect([...shown]).toEqual(expect.arrayContaining(['school-change', 'identity']));
      expect(new Set(ofCaseWorker.map(({ purpose }) => purpose))).toEqual(new Set(['school-change']));
      for (const { categories: seen } of rows)
        for (const paragraphs of Object.values(seen)) expect(paragraphs.length).toBeGreaterThan(0);
    }
  });

  it('has a row before the answer is out: as many more as answers that disclose', async () => {
    const mover = journey.mover('main');
    const childId = await childIdOf(journey, mover, 'sarpsborg');
    const before = (await disclosedOf(journey, 'sarpsborg', childId)).length;
    for (const query of ['{ givenName }', '{ units { name } }', '{ transfers(first: 1) { edges { node { phase } } } }'])
      await journey.receiving.ask(`query ($id: ID!) { pupil(id: $id) ${query} }`, { id: childId });
    expect(await disclosedOf(journey, 'sarpsborg', childId)).toHaveLength(before + 3);
    await journey.receiving.ask('query ($id: ID!) { pupil(id: $id) { id } }', { id: childId });
  });

  it('hangs together: the hash chains of both hubs are whole', async () => {
    for (const hub of ['ringsaker', 'sarpsborg'] as const) {
      const report = await chainsOf(journey, hub);
      expect(report.links).toBeGreaterThan(10);
      expect(report.findings).toEqual([]);
    }
  });
});

import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { controlCommands } from '#cli/control/commands.ts';
import { sourcesOf } from '#cli/demo/prepare-demo.ts';
import { beginJourney, type Journey, present } from '#test/support/journey.ts';
import { linkGuardians } from '#test/support/link-guardian.ts';
import { childIdOf, personsWith } from '#test/support/look-inside.ts';
import type { MutationResult, PersonGraph } from '#test/support/person-graph.ts';
import { everyAnswer, knownOf, type Marks, marksOf, tracesIn } from '#test/support/traces.ts';

// Bergen 2019: a register import linked parents without foreldreansvar to children, three of them on a secret address.

// Everything is asked: hundreds of questions by everybody.
vi.setConfig({ testTimeout: 300_000 });
let journey: Journey;
let father: PersonGraph;
/** The child of a mother who has foreldreansvar alone, and the father's own child's half-sibling on a secret address. */
const linked: Marks[] = [];
let own: Marks;
const hubName = 'ringsaker';
const hub = () => journey.hub(hubName);

beforeAll(async () => {
  journey = await beginJourney();
  const main = journey.mover('main');
  const others = [journey.ordinaryMover(5), journey.mover('graded-6-sibling')];
  const holders = await personsWith(journey, main, 'PARENTAL_RESPONSIBILITY', hubName);
  const notOthers = await personsWith(journey, main, 'LIVES_WITH', hubName);
  expect(holders.toSorted()).toEqual(notOthers.toSorted());
  father = journey.as(hubName, 'father');
  own = await marksOf(hub(), await childIdOf(journey, main, hubName));
  for (const other of others) linked.push(await marksOf(hub(), await childIdOf(journey, other, hubName)));
}, 240_000);
afterAll(() => journey.end());

const rights = async () =>
  (
    await sql<{ row: unknown }>`select to_jsonb(r) as row from school_administration."right" r order by r.id`.execute(
      hub().database.kysely,
    )
  ).rows;
const guardiansOf = async (childId: string) =>
  (
    await sql<{
      id: string;
      personId: string;
    }>`select id, person_id from school_administration.guardian where child_id = ${childId} and valid_to is null`.execute(
      hub().database.kysely,
    )
  ).rows;

async function seenBy(graph: PersonGraph, marks: Marks): Promise<readonly string[]> {
  return tracesIn(await everyAnswer(graph, await knownOf(hub(), marks)), marks);
}

describe('a register import that links a parent without foreldreansvar', () => {
  it('takes him for somebody to call, and gives no right to anybody', async () => {
    const before = await rights();
    const main = journey.mover('main');
    const file = join(journey.dataFolder, 'linked.xml');
    await linkGuardians({
      from: sourcesOf(journey.dataFolder, hubName).roster,
      to: file,
      guardiansOf: main.nationalId,
      children: [journey.ordinaryMover(5), journey.mover('graded-6-sibling')].map(({ nationalId }) => nationalId),
    });
    const counts = await Promise.all(linked.map(async ({ childId }) => (await guardiansOf(childId)).length));
    await controlCommands.import(hub(), { file }, () => undefined);
    await hub().subgraphs.schoolAdministration.syncRegister();
    await hub().settle();
    for (const [index, { childId }] of linked.entries())
      expect((await guardiansOf(childId)).length).toBeGreaterThan(counts[index] ?? 0);
    expect(await rights()).toEqual(before);
  });

  it('opens nothing of the children to him: by no question, search, list, count or page', async () => {
    for (const marks of linked) expect(await seenBy(father, marks)).toEqual([]);
  });

  it('leaves him his own child, whom he has foreldreansvar for', async () => {
    expect((await seenBy(father, own)).length).toBeGreaterThan(20);
  });

  it('leaves the child to the mother, who has foreldreansvar alone', async () => {
    const [nationalId] = await personsWith(journey, journey.ordinaryMover(5), 'PARENTAL_RESPONSIBILITY', hubName);
    const mother = journey.as(hubName, { kind: 'national-id', nationalId: present(nationalId, 'mother') });
    expect((await seenBy(mother, present(linked[0], 'child'))).length).toBeGreaterThan(20);
  });

  it('opens nothing either when a case worker says who the linked guardian is', async () => {
    const child = present(linked[0], 'child');
    const { me } = await father.ask<{ me: { personId: string } }>('{ me { personId } }');
    const before = await rights();
    for (const { id } of await guardiansOf(child.childId))
      await journey.sending.act<MutationResult>(
        'mutation ($input: MatchGuardianInput!) { result: matchGuardian(input: $input) { userErrors { code message } } }',
        { childId: child.childId, guardianId: id, personId: me.personId, reason: 'The name is his' },
      );
    await hub().settle();
    expect(await rights()).toEqual(before);
    expect(await seenBy(father, child)).toEqual([]);
  });
});

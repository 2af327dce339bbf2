import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { controlCommands } from '#cli/control/commands.ts';
import { sourcesOf } from '#cli/demo/prepare-demo.ts';
import { gradeAddress, nameForCase } from '#test/support/graded.ts';
import { beginJourney, type Journey } from '#test/support/journey.ts';
import { childIdOf } from '#test/support/look-inside.ts';
import type { MutationResult, PersonGraph } from '#test/support/person-graph.ts';
import { everyAnswer, knownOf, type Marks, marksOf, tracesIn } from '#test/support/traces.ts';

// Bergen 2019: an update dropped the mark of a contact ban.

// Everything is asked: hundreds of questions by everybody.
vi.setConfig({ testTimeout: 300_000 });
let journey: Journey;
let banned: PersonGraph;
let mother: PersonGraph;
/** A child towards whom the father has a contact ban, and one whose address is confidential. */
let child: Marks;
let graded: Marks;
const hubName = 'ringsaker';
const hub = () => journey.hub(hubName);
const main = () => journey.mover('main');
const confidential = () => journey.ordinaryMover(2);

beforeAll(async () => {
  journey = await beginJourney();
  [banned, mother] = [journey.as(hubName, 'father'), journey.as(hubName, 'mother')];
  child = await marksOf(hub(), await childIdOf(journey, main(), hubName));
  graded = await marksOf(hub(), await childIdOf(journey, confidential(), hubName));
  const { me } = await banned.ask<{ me: { personId: string } }>('{ me { personId } }');
  const { userErrors } = await journey.sending.act<MutationResult>(
    'mutation ($input: RecordRightInput!) { result: recordRight(input: $input) { userErrors { code message } } }',
    {
      childId: child.childId,
      kind: 'CONTACT_BAN',
      personId: me.personId,
      reason: 'Besøksforbud, straffeprosessloven § 222 a',
      validFrom: '2026-11-20',
    },
  );
  expect(userErrors).toEqual([]);
  await nameForCase(journey, hubName, confidential());
  await gradeAddress(journey, confidential(), 'fortrolig', [hubName]);
}, 240_000);
afterAll(() => journey.end());

const inForce = async () =>
  (
    await sql<{ row: unknown }>`
      select to_jsonb(r) as row from school_administration."right" r where kind in ('CONTACT_BAN', 'NAMED_FOR_CASE') and valid_to is null
      union all select to_jsonb(a) from school_administration.address_protection a where valid_to is null order by 1`.execute(
      hub().database.kysely,
    )
  ).rows;
const seenBy = async (graph: PersonGraph, marks: Marks) =>
  tracesIn(await everyAnswer(graph, await knownOf(hub(), marks)), marks);

/** Whoever may not see still does not, on any surface; whoever may still does. */
async function expectStillClosed(): Promise<void> {
  expect(await seenBy(banned, child)).toEqual([]);
  expect((await seenBy(mother, child)).length).toBeGreaterThan(10);
  expect(await seenBy(journey.as(hubName, 'rektor'), graded)).toEqual([]);
  expect((await seenBy(journey.as(hubName, 'case-worker'), graded)).length).toBeGreaterThan(10);
}

describe('an update that lacks a mark of protection', () => {
  it('begins with marks that close the child to the one they are about, and to nobody else', async () => {
    expect((await inForce()).length).toBeGreaterThanOrEqual(2);
    await expectStillClosed();
  });

  it('is a roster without a word of the contact ban and with an address for a child whose address is graded: both marks stay', async () => {
    const before = await inForce();
    const file = join(journey.dataFolder, 'update.xml');
    const roster = await readFile(sourcesOf(journey.dataFolder, hubName).roster, 'utf8');
    expect(roster).not.toMatch(/besøksforbud|CONTACT_BAN/i);
    // A later export: every person has been changed, so that nothing is left alone for being as it was.
    await writeFile(file, roster.replaceAll('<locality>', '<locality>Ny '));
    const { counts } = await controlCommands.import(hub(), { file }, () => undefined);
    expect(counts.persons.changed).toBeGreaterThan(0);
    await hub().settle();
    expect(await inForce()).toEqual(before);
    const { rows } = await sql<{
      address: unknown;
    }>`select address from school_administration.person where id = ${graded.childId}`.execute(hub().database.kysely);
    expect(rows).toEqual([{ address: null }]);
    await expectStillClosed();
  });

  it('is what Folkeregisteret says anew of the family, which knows of no ban: it stays, and the father’s foreldreansvar opens nothing', async () => {
    const before = await inForce();
    journey.outside.register.append(main().nationalId, 'endringIForeldreansvar', journey.clock.now().toISOString());
    journey.outside.register.append(main().nationalId, 'endringIFamilierelasjon', journey.clock.now().toISOString());
    await hub().subgraphs.schoolAdministration.syncRegister();
    await hub().settle();
    expect(await inForce()).toEqual(before);
    await expectStillClosed();
  });

  it('is the yearly roll-over: every mark is as it was, and the child goes on to the next level for those who may see it', async () => {
    const before = await inForce();
    const level = async () =>
      (
        await mother.ask<{ pupil: { level: number } }>('query ($id: ID!) { pupil(id: $id) { level } }', {
          id: child.childId,
        })
      ).pupil.level;
    const levelBefore = await level();
    journey.clock.pass({ days: 265 });
    await hub().subgraphs.schoolAdministration.comeToToday();
    expect(await hub().subgraphs.schoolAdministration.rollOver({ begins: 2027, apply: true })).toMatchObject({
      applied: true,
    });
    await hub().settle();
    expect(await inForce()).toEqual(before);
    expect(await level()).toBe(levelBefore + 1);
    await expectStillClosed();
  });
});

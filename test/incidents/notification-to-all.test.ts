import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controlCommands } from '#cli/control/commands.ts';
import { sourcesOf } from '#cli/demo/prepare-demo.ts';
import { beginJourney, childAt, type Journey, present } from '#test/support/journey.ts';
import { linkGuardians } from '#test/support/link-guardian.ts';
import { personsWith } from '#test/support/look-inside.ts';
import type { MutationResult, PersonGraph } from '#test/support/person-graph.ts';

// Bergen 2019: everybody whom the import had linked got an e-mail that named the school.

let journey: Journey;
let teacher: PersonGraph;
let childId: string;
let mother: string;
let father: string;
let linked: string;
/** What waits for the linked parent of their own child. */
let waitedBefore: object;
const hubName = 'ringsaker';
const hub = () => journey.hub(hubName);
const rows = async <Row>(query: ReturnType<typeof sql<Row>>) => (await query.execute(hub().database.kysely)).rows;
const meOf = async (graph: PersonGraph) =>
  (await graph.ask<{ me: { personId: string } }>('{ me { personId } }')).me.personId;

beforeAll(async () => {
  journey = await beginJourney();
  teacher = journey.as(hubName, 'contact-teacher', 'education');
  childId = (await childAt(journey.sending, journey.mover('main'))).id;
  mother = await meOf(journey.as(hubName, 'mother'));
  father = await meOf(journey.as(hubName, 'father'));
  const stranger = journey.ordinaryMover(5);
  const [nationalId] = await personsWith(journey, stranger, 'PARENTAL_RESPONSIBILITY', hubName);
  const asLinked = journey.as(hubName, { kind: 'national-id', nationalId: present(nationalId, 'holder') });
  linked = await meOf(asLinked);
  waitedBefore = await waitingFor(asLinked);
  const file = join(journey.dataFolder, 'linked.xml');
  await linkGuardians({
    from: sourcesOf(journey.dataFolder, hubName).roster,
    to: file,
    guardiansOf: stranger.nationalId,
    children: [journey.mover('main').nationalId],
  });
  await controlCommands.import(hub(), { file }, () => undefined);
  await tellAll();
}, 240_000);
afterAll(() => journey.end());

async function tellAll(): Promise<void> {
  await hub().settle();
  await communication().tellDueNotices();
}
const waitingFor = async (graph: PersonGraph) =>
  (await graph.ask<{ waiting: { messages: number } }>('{ waiting { messages questions } }')).waiting;
const communication = () => hub().subgraphs.parentCommunication;

type Sent = MutationResult & { readonly thread: { readonly id: string } | null };
const send = (to: readonly string[]) =>
  teacher.act<Sent>(
    'mutation ($input: SendMessageInput!) { result: sendMessage(input: $input) { thread { id } userErrors { code message } } }',
    { childId, to, subject: 'Foreldremøte', text: 'Møtet er på skolen på tirsdag.' },
  );
const toldSince = (at: Date) =>
  rows(
    sql<{
      recipient: string;
      text: string;
    }>`select recipient, text from parent_communication.delivery where made_at >= ${at.toISOString()} order by recipient`,
  );

describe('a notification that is sent to all linked parents', () => {
  it('is not sent at all while one of them is not entitled, and the refusal names neither school nor child', async () => {
    const { thread, userErrors } = await send([mother, father, linked]);
    expect(thread).toBeNull();
    expect(userErrors.map(({ code }) => code)).toEqual(['MAY_NOT_RECEIVE']);
    const { pupil } = await teacher.ask<{ pupil: { givenName: string; units: { name: string }[] } }>(
      'query ($id: ID!) { pupil(id: $id) { givenName units { name } } }',
      { id: childId },
    );
    for (const word of [pupil.givenName, ...pupil.units.map(({ name }) => name)])
      expect(JSON.stringify(userErrors)).not.toContain(word);
  });

  it('reaches those entitled, in words that name no school and no child', async () => {
    // What was told before is of another minute.
    journey.clock.pass({ minutes: 1 });
    const at = journey.clock.now();
    expect((await send([mother, father])).userErrors).toEqual([]);
    await tellAll();
    const told = await toldSince(at);
    expect(told.map(({ recipient }) => recipient)).toEqual([mother, father].toSorted());
    const names = await rows(sql<{ name: string }>`select name from school_administration.unit
      union select given_name from school_administration.person where id = ${childId}`);
    for (const { text } of told) for (const { name } of names) expect(text).not.toContain(name);
  });

  it('does not reach one who has lost the right between the sending and the telling, and reaches the other', async () => {
    // At night nobody is told: the notice waits for the morning.
    journey.clock.pass({ minutes: 13 * 60 });
    const at = journey.clock.now();
    expect((await send([mother, father])).userErrors).toEqual([]);
    await tellAll();
    expect(await toldSince(at)).toEqual([]);
    const { userErrors } = await journey.sending.act<MutationResult>(
      'mutation ($input: RecordRightInput!) { result: recordRight(input: $input) { userErrors { code message } } }',
      {
        childId,
        kind: 'INFORMATION_REVOKED',
        personId: father,
        reason: 'Statsforvalterens vedtak',
        validFrom: at.toISOString().slice(0, 10),
      },
    );
    expect(userErrors).toEqual([]);
    journey.clock.pass({ minutes: 12 * 60 });
    await tellAll();
    expect((await toldSince(at)).map(({ recipient }) => recipient)).toEqual([mother]);
  });

  it('is nothing that the linked parent finds waiting', async () => {
    const [nationalId] = await personsWith(journey, journey.ordinaryMover(5), 'PARENTAL_RESPONSIBILITY', hubName);
    const graph = journey.as(hubName, { kind: 'national-id', nationalId: present(nationalId, 'holder') });
    expect(await waitingFor(graph)).toEqual(waitedBefore);
    expect((await waitingFor(journey.as(hubName, 'mother'))).messages).toBeGreaterThan(1);
  });
});

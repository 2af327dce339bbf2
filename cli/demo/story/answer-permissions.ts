import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { RunningDemo } from '../start-demo.ts';
import { type Graph, graphAs, until } from './story-graph.ts';
import { permitTransfer, readTransfer, recordAnswer, refuseTransfer, type StoryTransfer } from './story-queries.ts';
import type { Teller } from './teller.ts';

/** The category that the first of those who decide says no to. */
const refused = 'ongoing-assessment';

/** Each of those who are asked answers signed in; one without an electronic id answers on paper, recorded by staff. */
export async function answerPermissions(
  demo: RunningDemo,
  sending: Graph,
  transferId: string,
  teller: Teller,
): Promise<void> {
  const transfer = await until('the permissions are asked for', async () => {
    const answer = await sending.ask<{ transfer: StoryTransfer }>(readTransfer, { id: transferId });
    // A category is decided in one step, and those who decide for the child are asked in the next.
    const waits = asksPermission(answer.transfer);
    const areAsked = waits.length > 0 && waits.every(({ persons }) => persons?.length);
    return areAsked || answer.transfer.phase === 'CLOSED' ? answer.transfer : undefined;
  });
  const waits = asksPermission(transfer);
  if (waits.length === 0) return teller.line('No category waits for a permission.');
  const categories = waits.flatMap((wait) => wait.categories ?? []);
  const people = await identify(demo, [...new Set(waits.flatMap((wait) => wait.persons ?? []))]);
  for (const [index, person] of people.entries()) {
    const no = index === 0 ? categories.filter((category) => category === refused) : [];
    // What one has refused is settled: the others are not asked about it any more.
    const yes = categories.filter((category) => category !== refused);
    const answer = await answerFor(demo, sending, transferId, person);
    if (no.length > 0) await answer('REFUSES', no);
    if (yes.length > 0) await answer('PERMITS', yes);
    const said = (word: string, of: readonly string[]) => {
      if (of.length > 0)
        teller.line(`${person.name} says ${word}: ${of.map((category) => labelOf(transfer, category)).join('; ')}`);
    };
    said('yes', yes);
    said('no', no);
  }
}

type Answer = (answer: 'PERMITS' | 'REFUSES', categories: readonly string[]) => Promise<unknown>;

/** How a person answers: signed in, or by a form that staff record. */
async function answerFor(
  demo: RunningDemo,
  sending: Graph,
  transferId: string,
  person: { readonly id: string; readonly nationalId: string | null },
): Promise<Answer> {
  if (!person.nationalId)
    return (answer, categories) =>
      sending.act(recordAnswer, {
        idempotencyKey: randomUUID(),
        transferId,
        categories,
        answeredBy: person.id,
        answer,
        channel: 'PAPER',
        note: 'Signed form, kept in the pupil record',
      });
  const graph = await graphAs(demo, 'ringsaker', { kind: 'national-id', nationalId: person.nationalId });
  return (answer, categories) =>
    graph.act(answer === 'PERMITS' ? permitTransfer : refuseTransfer, {
      idempotencyKey: randomUUID(),
      transferId,
      categories,
    });
}

const asksPermission = (transfer: StoryTransfer) =>
  (transfer.waitsFor ?? []).filter(({ what }) => what === 'permission');
const labelOf = (transfer: StoryTransfer, category: string): string =>
  transfer.decisions?.find((decision) => decision.category === category)?.label ?? category;

async function identify(
  demo: RunningDemo,
  persons: readonly string[],
): Promise<ReadonlyArray<{ id: string; name: string; nationalId: string | null }>> {
  const { rows } = await sql<{ id: string; name: string; nationalId: string | null }>`
    select id, given_name || ' ' || family_name as name, national_id from school_administration.person
    where id = any(${[...persons]}::uuid[]) order by given_name, id`.execute(demo.hubs.ringsaker.database.kysely);
  return rows;
}

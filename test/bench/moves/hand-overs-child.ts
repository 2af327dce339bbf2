// So many hand-overs at once, on the schools' own initiative (opplæringslova § 25-1 (4): what those who decide permit); prints READY with the milliseconds until all families were asked, until all had
// answered, and until the last receipt: node test/bench/moves/hand-overs-child.ts COUNT
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { act } from '#test/support/journey.ts';
import { until } from '#test/support/until.ts';
import { startBenchHubs } from './two-hubs.ts';

const patienceMs = 30 * 60_000;
/** Staff who record answers at the same time. */
const recorders = 4;
const categories = ['health'];
const count = Number(process.argv[2]);
const hubs = await startBenchHubs(count);
const staff = hubs.as('ringsaker', 'case-worker');
const childIds = await hubs.childIds('ringsaker');
await recordHealth(childIds);

const started = performance.now();
const since = () => performance.now() - started;
await prepareAll();
const waiting = await until('all families are asked', asked, patienceMs);
const askedAfter = since();
const recording = [...waiting];
await Promise.all(Array.from({ length: recorders }, recordAnswers));
const answeredAfter = since();
await until('the last receipt is there', async () => (await receipts()) === count, patienceMs);
const took = { asked: askedAfter, answered: answeredAfter, received: since() };
process.stdout.write(`READY ${JSON.stringify(took)}\n`);
await hubs.end();

/** Something to hand over of each child; not measured. */
async function recordHealth(children: readonly string[]): Promise<void> {
  const mutation = `mutation ($input: RecordCaseDocumentInput!) { result: recordCaseDocument(input: $input) {
    userErrors { code message } } }`;
  for (const childId of children)
    await staff.act(mutation, {
      childId,
      kind: 'HEALTH_NOTE',
      title: 'Allergi',
      text: 'Tåler ikke nøtter',
      legalBasis: 'opplæringslova § 25-1 (1)',
      validFrom: '2026-10-01',
    });
}

async function prepareAll(): Promise<void> {
  const mutation = `mutation ($input: PrepareHandOversInput!) { result: prepareHandOvers(input: $input) {
    begun userErrors { code message } } }`;
  const { begun, userErrors } = await staff.act<{
    begun: number;
    userErrors: Array<{ code: string; message: string }>;
  }>(mutation, {
    idempotencyKey: randomUUID(),
    childIds,
    toOrganisation: hubs.organisationOf('sarpsborg'),
    startsOn: '2027-08-16',
    direction: 'SCHOOL_TO_SCHOOL',
    categories,
  });
  if (begun !== count) throw new Error(`${begun} of ${count} were begun: ${JSON.stringify(userErrors)}`);
}

/** The hand-overs with those who are asked, once all are. */
async function asked() {
  const { rows } = await sql<{ id: string; persons: readonly string[] }>`select id,
    state #> '{categories,health,askedOf}' as persons from data_sharing.transfer
    where jsonb_array_length(state #> '{categories,health,askedOf}') > 0`.execute(
    hubs.hub('ringsaker').database.kysely,
  );
  return rows.length === count && rows;
}

async function recordAnswers(): Promise<void> {
  for (let next = recording.pop(); next; next = recording.pop())
    for (const answeredBy of next.persons) {
      const { userErrors } = await act(staff, 'recordTransferAnswer', {
        transferId: next.id,
        categories,
        answer: 'PERMITS',
        answeredOn: '2026-11-20',
        answeredBy,
        channel: 'PAPER',
        note: 'Skjema',
      });
      if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
    }
}

async function receipts(): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(distinct transfer_id)::int as n from data_sharing.transfer_event
    where type = 'ReceiptRecorded'`.execute(hubs.hub('ringsaker').database.kysely);
  return rows[0]?.n ?? 0;
}

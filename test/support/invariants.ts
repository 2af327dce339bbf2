import { sql } from 'kysely';
import { expect } from 'vitest';
import { type DemoHubName, hubsIn, ofHub } from '#cli/demo/demo-folder.ts';
import { dateInNorway } from '#kit/access/access.ts';
import type { AuditTables } from '#kit/audit/tables.ts';
import { verifyChains } from '#kit/audit/verify-chain.ts';
import type { RunningHubs } from './hubs.ts';

// What the design holds at all times, looked for in the databases of every hub of a journey.

type Rows = Readonly<Record<string, unknown>>;

/** What every hub held of children when the journey began, by table. */
export type Census = ReadonlyMap<DemoHubName, Readonly<Record<string, readonly string[]>>>;

const heldTables = ['absence', 'assessment', 'record', 'enrolment', 'received_part'] as const;

export async function takeCensus(hubs: RunningHubs): Promise<Census> {
  const census = new Map<DemoHubName, Record<string, string[]>>();
  for (const name of hubsIn(hubs.manifest)) {
    const held: Record<string, string[]> = {};
    for (const table of heldTables) {
      const id = table === 'received_part' ? 'part_id' : 'id';
      const rows = await ask<{ id: string }>(
        hubs,
        name,
        sql`select ${sql.ref(id)}::text as id
        from ${sql.table(`school_administration.${table}`)}`,
      );
      held[table] = rows.map((row) => row.id);
    }
    census.set(name, held);
  }
  return census;
}

/** Fails with what is wrong, by hub; called when a journey ends, and where a test wants to know in between. */
export async function expectInvariants(hubs: RunningHubs, before: Census): Promise<void> {
  const broken: Record<string, unknown> = {};
  for (const name of hubsIn(hubs.manifest)) {
    const found = {
      'held before and gone now': await gone(hubs, name, before),
      'a transfer whose events do not make its state, or are not in order': await hubs
        .hub(name)
        .subgraphs.dataSharing.tornTransfers(),
      'an effect that happened twice': await doubled(hubs, name),
      'a category that was sent and that nobody has': await nobodys(hubs, name),
      'a transfer that stands still and does not say why': await stuck(hubs, name),
      'a child without a school here whose data nobody can reach': await outOfReach(hubs, name),
      'a message about a strictly graded child': await disclosed(hubs, name),
      'a receipt that is not over what was received': await unfounded(hubs, name),
      'an event that was given up': await ask(
        hubs,
        name,
        sql<Rows>`select consumer, reason from events.dead_letter
        where replayed_at is null`,
      ),
      'a broken audit trail': (await verifyChains(hubs.hub(name).database.as<AuditTables>(), [])).findings,
    };
    for (const [what, rows] of Object.entries(found)) if (rows.length > 0) broken[`${name}: ${what}`] = rows;
  }
  expect(broken).toEqual({});
}

async function ask<Row extends object = Rows>(
  hubs: RunningHubs,
  name: DemoHubName,
  query: ReturnType<typeof sql<Row>>,
): Promise<readonly Row[]> {
  return (await query.execute(hubs.hub(name).database.kysely)).rows;
}

/** Nothing is deleted but a receiver's copy of what it had no use for, and then it stands that it was, and by what authority. */
async function gone(hubs: RunningHubs, name: DemoHubName, before: Census): Promise<readonly string[]> {
  const now = (await takeCensus(hubs)).get(name) ?? {};
  return Object.entries(before.get(name) ?? {}).flatMap(([table, ids]) => {
    const still = new Set(now[table]);
    return ids.filter((id) => !still.has(id)).map((id) => `${table} ${id}`);
  });
}

/** One copy of a part, one entry of a thing that happened, one pupil of a national id, no gap in the archive's numbers. */
const doubled = async (hubs: RunningHubs, name: DemoHubName): Promise<readonly Rows[]> =>
  ask(
    hubs,
    name,
    sql`
    select 'received part' as what, transfer_id::text as of, category as detail from school_administration.received_part
      group by transfer_id, category having count(*) > 1
    union all select 'pupil', national_id, null from school_administration.person
      where is_pupil and national_id is not null group by national_id having count(*) > 1
    union all select 'open move', child_id::text, peer from data_sharing.transfer
      where open and side = 'RECEIVER' and child_id is not null
      group by child_id, peer, state->'move'->>'form' having count(*) > 1
    union all select 'journal number', max(journal_sequence)::text, null from archive.journal_entry
      where journal_sequence is not null group by journal_year having count(*) <> max(journal_sequence)`,
  );

/** What this hub sent and has a receipt for is still here, and at the receiver; whoever asks for it finds it. */
async function nobodys(hubs: RunningHubs, name: DemoHubName): Promise<readonly string[]> {
  const sent = await ask<{ id: string; peer: string; category: string }>(
    hubs,
    name,
    sql`select t.id, t.peer, c.key as category from data_sharing.transfer t, jsonb_each(t.state->'categories') c
      where t.side = 'SENDER' and c.value->>'status' = 'received'`,
  );
  const missing: string[] = [];
  for (const { id, peer, category } of sent) {
    const receiver = hubsIn(hubs.manifest).find(
      (one) => ofHub(hubs.manifest.controllers, one).organisationNumber === peer,
    );
    const kept = receiver
      ? await ask(
          hubs,
          receiver,
          sql<Rows>`select part_id from school_administration.received_part
          where transfer_id = ${id} and category = ${category} and (content <> 'null'::jsonb or disposal is not null)`,
        )
      : [];
    if (kept.length !== 1) missing.push(`${category} of ${id} at ${receiver ?? peer}`);
  }
  return missing;
}

/**
 * A child whose places here are over and who has no other, between two schools or gone: somebody at the controller may still know of it
 * and what is held. Of a strictly graded child only named staff may.
 */
async function outOfReach(hubs: RunningHubs, name: DemoHubName): Promise<readonly string[]> {
  const on = dateInNorway(hubs.clock.now());
  const without = await ask<{ id: string }>(
    hubs,
    name,
    sql`select child.id from school_administration.person child where child.is_pupil
      and exists (select from school_administration.enrolment e where e.child_id = child.id)
      and not exists (select from school_administration.enrolment e where e.child_id = child.id
        and (e.valid_to is null or e.valid_to >= ${on}::date))
      and not exists (select from school_administration.address_protection p where p.child_id = child.id
        and p.grading = 'STRICTLY_CONFIDENTIAL' and (p.valid_to is null or p.valid_to >= ${on}::date))`,
  );
  const caseWorker = hubs.as(name, 'case-worker');
  const missing: string[] = [];
  for (const { id } of without) {
    const query = 'query ($id: ID!) { pupil(id: $id) { id enrolments { validTo } } }';
    const { data } = await caseWorker.answerTo<{ pupil: { enrolments: unknown[] | null } | null }>(query, { id });
    if (!data?.pupil?.enrolments?.length) missing.push(`child ${id}`);
  }
  return missing;
}

/** What is open goes on by itself, waits for somebody, or fails and says so. */
const stuck = (hubs: RunningHubs, name: DemoHubName): Promise<readonly Rows[]> =>
  ask(
    hubs,
    name,
    sql`select t.id, t.side, t.phase from data_sharing.transfer t where t.open and jsonb_array_length(t.waits_for) = 0
      and not exists (select from data_sharing.task where transfer_id = t.id)
      and not exists (select from data_sharing.outbound where transfer_id = t.id and delivered_at is null)`,
  );

/** Nothing waits to go out of a child whose address is strictly graded, nor was made after it was. */
const disclosed = (hubs: RunningHubs, name: DemoHubName): Promise<readonly Rows[]> =>
  ask(
    hubs,
    name,
    sql`select o.typ, t.id from data_sharing.outbound o join data_sharing.transfer t on t.id = o.transfer_id
      where t.state->>'grading' = 'strengt-fortrolig' and o.delivered_at is null`,
  );

/** The sender holds a receipt over the very content that the receiver took. */
async function unfounded(hubs: RunningHubs, name: DemoHubName): Promise<readonly string[]> {
  const batches = (of: DemoHubName, side: string) =>
    ask<{ id: string; batch: number; hash: string; receipt: string | null }>(
      hubs,
      of,
      sql`select t.id, (b->>'batch')::int as batch, b->>'contentHash' as hash, b->>'receipt' as receipt
        from data_sharing.transfer t, jsonb_array_elements(t.state->'batches') b where t.side = ${side}`,
    );
  const received = new Map<string, string>();
  for (const other of hubsIn(hubs.manifest))
    for (const { id, batch, hash } of await batches(other, 'RECEIVER')) received.set(`${id}/${batch}`, hash);
  return (await batches(name, 'SENDER'))
    .filter(({ id, batch, hash, receipt }) => receipt !== null && received.get(`${id}/${batch}`) !== hash)
    .map(({ id, batch }) => `${id}/${batch}`);
}

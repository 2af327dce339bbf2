import { sql } from 'kysely';
import type { CategoryId } from '#contracts/categories.ts';
import type { Page } from '#contracts/graphql/connection.ts';
import { type Visibility, visibleChild } from '#kit/access/visibility.ts';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import type { DataSharingTables } from '../store/tables.ts';

/** A controller that had got what was corrected; without a message, staff tell it. */
export interface Receiver {
  readonly organisationNumber: string;
  readonly name: string;
  readonly messageId: string | null;
}

export interface Correction {
  readonly id: string;
  readonly childId: string;
  /** A person of the home; null when a controller has told of it. */
  readonly askedBy: string | null;
  readonly fromPeer: string | null;
  readonly category: CategoryId;
  readonly wrong: string;
  readonly right: string;
  readonly askedAt: string;
  readonly outcome: 'CORRECTED' | 'REFUSED' | null;
  readonly answer: string | null;
  readonly correctedTo: string | null;
  readonly answeredAt: string | null;
  readonly receivers: readonly Receiver[];
  /** By message: when its receiver took it, or null while it waits; a message that was taken back is not there. */
  readonly deliveries: Readonly<Record<string, string | null>>;
}
type Db = Database<DataSharingTables>;
type Tx = DatabaseTransaction<DataSharingTables>;

const columns =
  sql.raw(`c.id, c.child_id, c.asked_by, c.from_peer, c.category, c.wrong, c."right", c.asked_at, c.outcome, c.answer,
  c.corrected_to, c.answered_at, c.receivers,
  coalesce((select jsonb_object_agg(o.id, o.delivered_at) from data_sharing.outbound o where o.id::text in (
    select one ->> 'messageId' from jsonb_array_elements(c.receivers) one)), '{}'::jsonb) as deliveries`);

export async function findCorrection(db: Db, id: string): Promise<Correction | undefined> {
  const { rows } = await sql<Correction>`select ${columns} from data_sharing.correction c where c.id = ${id}`.execute(
    db,
  );
  return rows[0];
}

/** All that was asked to be corrected of children, the newest first. */
export async function correctionsOf(db: Db, childIds: readonly string[]): Promise<Correction[]> {
  const { rows } = await sql<Correction>`select ${columns} from data_sharing.correction c
    where c.child_id = any(${[...childIds]}::uuid[]) order by c.asked_at desc, c.id`.execute(db);
  return rows;
}

/** What waits for an answer, of the children whom the viewer may know of, the oldest first. */
export async function listOpenCorrections(db: Db, visibility: Visibility, page: Page): Promise<Correction[]> {
  const [askedAt, id] = page.after ?? [null, null];
  const { rows } = await sql<Correction>`select ${columns} from data_sharing.correction c
    where ${visibleChild('data_sharing', 'c.childId', visibility)} and c.answered_at is null
      and (${askedAt}::timestamptz is null or (c.asked_at, c.id) > (${askedAt}::timestamptz, ${id}::uuid))
    order by c.asked_at, c.id limit ${page.limit + 1}`.execute(db);
  return rows;
}

interface Asked {
  readonly id: string;
  readonly childId: string;
  readonly category: string;
  readonly wrong: string;
  readonly right: string;
  readonly askedAt: string;
}

export async function recordAsked(tx: Tx, asked: Asked & { readonly askedBy: string }): Promise<void> {
  await sql`insert into data_sharing.correction (id, child_id, asked_by, category, wrong, "right", asked_at)
    values (${asked.id}, ${asked.childId}, ${asked.askedBy}, ${asked.category}, ${asked.wrong}, ${asked.right},
      ${asked.askedAt})`.execute(tx);
}

/** A controller that the child came from has corrected what it sent. */
export async function recordReceived(tx: Tx, told: Asked & { readonly fromPeer: string }): Promise<void> {
  await sql`insert into data_sharing.correction (id, child_id, from_peer, category, wrong, "right", asked_at)
    values (${told.id}, ${told.childId}, ${told.fromPeer}, ${told.category}, ${told.wrong}, ${told.right},
      ${told.askedAt})`.execute(tx);
}

import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import {
  evolvePermission,
  type PermissionEvent,
  type PermissionRequest,
  waitsFor,
} from '../domain/permission-request.ts';
import { addNotices } from './notices.ts';
import type { ParentCommunicationTables } from './tables.ts';

type Tables = ParentCommunicationTables;
type Tx = DatabaseTransaction<Tables>;

/** The notices of a question are about this. */
export const aboutQuestion = (request: Pick<PermissionRequest, 'transferId' | 'category'>) =>
  `${request.transferId}/${request.category}`;

/** Applies events about the requests of one transfer (of one category, or of all), and keeps who is still to be told of them. */
export async function applyPermissionEvents(
  tx: Tx,
  transferId: string,
  categories: readonly string[] | 'all',
  events: readonly PermissionEvent[],
  context: { readonly at: string; newId(): string },
): Promise<void> {
  const { rows } = await sql<{ body: PermissionRequest }>`select body from parent_communication.permission_request
    where transfer_id = ${transferId} and (${categories === 'all'} or category = any(${categories === 'all' ? [] : [...categories]}::text[]))
    for update`.execute(tx);
  const known = new Map(rows.map(({ body }) => [body.category, body]));
  const touched = new Set([...known.keys(), ...(categories === 'all' ? [] : categories)]);
  for (const category of touched) {
    const before = known.get(category);
    const after = events
      .filter((event) => event.type !== 'PermissionAsked' || event.category === category)
      .reduce(evolvePermission, before);
    if (after && after !== before) await keep(tx, after, context);
  }
}

async function keep(
  tx: Tx,
  request: PermissionRequest,
  { at, newId }: { readonly at: string; newId(): string },
): Promise<void> {
  const about = aboutQuestion(request);
  await sql`insert into parent_communication.permission_request (transfer_id, category, child_id, asked_at, body)
    values (${request.transferId}, ${request.category}, ${request.childId}, ${at}, ${JSON.stringify(request)}::jsonb)
    on conflict (transfer_id, category) do update set body = excluded.body`.execute(tx);
  const waiting = request.deciders.filter(({ personId }) => waitsFor(request, personId));
  await sql`delete from parent_communication.notice where about = ${about}
    and recipient <> all(${waiting.map(({ personId }) => personId)}::text[])`.execute(tx);
  await addNotices(
    tx,
    waiting.map(({ personId }) => ({
      id: newId(),
      recipient: personId,
      childId: request.childId,
      kind: 'QUESTION' as const,
      about,
      cameUp: at,
    })),
  );
}

/** The requests about many children, newest first. */
export async function permissionRequestsOf(
  database: Database<Tables>,
  childIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PermissionRequest[]>> {
  const { rows } = await sql<{ body: PermissionRequest }>`select body from parent_communication.permission_request
    where child_id = any(${[...childIds]}::uuid[]) order by asked_at desc, transfer_id, category`.execute(database);
  return Map.groupBy(
    rows.map(({ body }) => body),
    (request) => request.childId,
  );
}

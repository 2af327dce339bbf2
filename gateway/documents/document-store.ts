import { sql } from 'kysely';
import type { Viewer } from '#kit/access/viewer.ts';
import type { Database } from '#kit/database/database.ts';
import type { GatewayTables } from '../sessions/tables.ts';
import type { RegisteredDocument } from './read-documents.ts';

type Store = Database<GatewayTables>;

/** Finds what may be asked by its hash. */
export interface DocumentBook {
  /** A system has its own documents alone. A person has those of every client: which app a browser runs, nobody can prove. */
  find(viewer: Viewer, hash: string): Promise<string | undefined>;
}

export const noDocuments: DocumentBook = { find: async () => undefined };

/** What is withdrawn may be asked for so long still; what is new is found at once. */
const freshMs = 10_000;
/** An unknown hash has the database asked anew, at most so often. */
const cooldownMs = 1_000;

interface Known {
  readonly at: number;
  /** By client and hash, and by hash alone. */
  readonly own: ReadonlyMap<string, string>;
  readonly all: ReadonlyMap<string, string>;
}

/** The registered documents, read into memory as often as they are needed anew: one statement, however many requests. */
export function createDocumentBook(database: Store, now: () => Date): DocumentBook {
  let known: Known | undefined;
  let reading: Promise<Known> | undefined;
  const read = async (): Promise<Known> => {
    const rows = await database.selectFrom('gateway.document').select(['clientId', 'hash', 'text']).execute();
    known = {
      at: now().getTime(),
      own: new Map(rows.map(({ clientId, hash, text }) => [ownKey(clientId, hash), text])),
      all: new Map(rows.map(({ hash, text }) => [hash, text])),
    };
    return known;
  };
  const notOlderThan = async (ms: number): Promise<Known> => {
    if (known && now().getTime() - known.at < ms) return known;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  const look = ({ own, all }: Known, viewer: Viewer, hash: string) =>
    viewer.kind === 'system' ? own.get(ownKey(viewer.clientId, hash)) : all.get(hash);
  return {
    async find(viewer, hash) {
      return look(await notOlderThan(freshMs), viewer, hash) ?? look(await notOlderThan(cooldownMs), viewer, hash);
    },
  };
}

/** A hash has no space in it. */
const ownKey = (clientId: string, hash: string) => `${hash} ${clientId}`;

/** Registers a client's documents beside those it has; `replace` withdraws the others. Gives how many are new, and how many are gone. */
export async function registerDocuments(
  database: Store,
  {
    clientId,
    documents,
    replace,
    now,
  }: { clientId: string; documents: readonly RegisteredDocument[]; replace: boolean; now: Date },
): Promise<{ readonly added: number; readonly withdrawn: number }> {
  return database.transaction().execute(async (tx) => {
    const hashes = documents.map(({ hash }) => hash);
    const gone = replace
      ? await sql`delete from gateway.document where client_id = ${clientId} and hash <> all(${hashes}::text[]) returning hash`.execute(
          tx,
        )
      : undefined;
    const { rows } = await sql`insert into gateway.document (client_id, hash, name, text, registered_at)
      select ${clientId}, given.hash, given.name, given.text, ${now.toISOString()}
      from unnest(${hashes}::text[], ${documents.map(({ name }) => name)}::text[], ${documents.map(({ text }) => text)}::text[])
        as given(hash, name, text)
      on conflict (client_id, hash) do nothing returning hash`.execute(tx);
    return { added: rows.length, withdrawn: gone?.rows.length ?? 0 };
  });
}

/** How many documents each client has, and since when its newest. */
export async function countDocuments(
  database: Store,
): Promise<readonly { readonly clientId: string; readonly documents: number; readonly latest: Date }[]> {
  const { rows } = await sql<{
    clientId: string;
    documents: number;
    latest: Date;
  }>`select client_id, count(*)::int as documents,
      max(registered_at) as latest from gateway.document group by client_id order by client_id`.execute(database);
  return rows;
}

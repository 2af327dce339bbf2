import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import type { AuditRecord, AuditTrail } from './audit-trail.ts';
import { type ChainedContent, commit, genesis, newSalt, nextLink } from './chain.ts';
import type { AuditTables } from './tables.ts';

const uniqueViolation = '23505';

interface Waiting {
  readonly record: AuditRecord;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * The trail in the controller's database: one hash chain per writer, and group commits: what arrives while a commit runs goes
 * in the next one, so that many requests share a statement. `writer` names the process for life; two may not share it.
 */
export async function createDatabaseTrail(database: Database<AuditTables>, writer: string): Promise<AuditTrail> {
  let head = await readHead(database, writer);
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;

  const commitWaiting = async () => {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        const records = group.map(({ record }) => record);
        head = await append(database, writer, head, records).catch(async (error: unknown) => {
          // Another process wrote under this name. Nothing of ours is there: go on from its last link.
          if ((error as { code?: unknown }).code !== uniqueViolation) throw error;
          return append(database, writer, await readHead(database, writer), records);
        });
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
        // The commit's fate may be unknown: go on from what the database says.
        head = await readHead(database, writer).catch(() => head);
      }
    }
    running = undefined;
  };
  return {
    record(record) {
      return new Promise<void>((resolve, reject) => {
        waiting.push({ record, resolve, reject });
        running ??= Promise.resolve().then(commitWaiting);
      });
    },
    async close() {
      await running;
    },
  };
}

async function readHead(database: Database<AuditTables>, writer: string): Promise<{ seq: number; hash: string }> {
  const { rows } = await sql<{ seq: number; hash: string }>`select seq, hash from audit.link where writer = ${writer}
    order by seq desc limit 1`.execute(database);
  return rows[0] ?? { seq: 0, hash: genesis(writer) };
}

async function append(
  database: Database<AuditTables>,
  writer: string,
  head: { seq: number; hash: string },
  records: readonly AuditRecord[],
): Promise<{ seq: number; hash: string }> {
  let last = head;
  const rows = records.flatMap((record) =>
    record.disclosures.map((disclosure) => {
      const content: ChainedContent = {
        at: record.at.toISOString(),
        viewer: record.viewer,
        organisation: record.organisation,
        purpose: record.purpose,
        requestId: record.requestId,
        childId: disclosure.childId,
        capacity: disclosure.capacity,
        categories: Object.fromEntries(disclosure.categories),
      };
      const salt = newSalt();
      const link = nextLink(last, commit(content, salt));
      last = link;
      return { content, salt, link };
    }),
  );
  await sql`with rows as (
      select * from jsonb_to_recordset(${JSON.stringify(
        rows.map(({ content, salt, link }) => ({
          ...link,
          salt,
          at: content.at,
          viewer: content.viewer,
          organisation: content.organisation,
          purpose: content.purpose,
          request_id: content.requestId,
          child_id: content.childId,
          capacity: content.capacity,
          categories: content.categories,
        })),
      )}::jsonb) as r(seq bigint, commitment text, hash text, salt text, at text, viewer text, organisation text, purpose text,
        request_id text, child_id uuid, categories jsonb, capacity text)),
    links as (insert into audit.link select ${writer}, seq, commitment, hash from rows)
    insert into audit.disclosure (writer, seq, at, viewer, organisation, purpose, request_id, child_id, categories, salt, capacity)
    select ${writer}, seq, at, viewer, organisation, purpose, request_id, child_id, categories, salt, capacity from rows`.execute(
    database,
  );
  return last;
}

import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import { type ChainedContent, commit, genesis, nextLink } from './chain.ts';
import type { AuditTables } from './tables.ts';

export interface ChainFinding {
  readonly writer: string;
  readonly seq: number;
  readonly problem: 'row changed' | 'link changed' | 'row missing in the chain' | 'row without a link' | 'tail cut off';
}

export interface ChainReport {
  readonly writers: number;
  readonly links: number;
  readonly findings: readonly ChainFinding[];
}

/** What a checkpoint outside the database says of a writer: its chain had come this far, with this hash. */
export interface Checkpoint {
  readonly writer: string;
  readonly seq: number;
  readonly hash: string;
}

const pageSize = 5_000;
type Row = ChainedContent & { seq: number; commitment: string; hash: string; salt: string | null };

/**
 * Walks every chain and says which row is changed, missing, added or moved. Content that retention has deleted is not a
 * finding: its link stays. A tail cut off shows only against a checkpoint.
 */
export async function verifyChains(
  database: Database<AuditTables>,
  checkpoints: readonly Checkpoint[],
): Promise<ChainReport> {
  const findings: ChainFinding[] = [];
  let links = 0;
  let contents = 0;
  const names = new Set([...(await writersIn(database)), ...checkpoints.map(({ writer }) => writer)]);
  for (const writer of names) {
    let head = { seq: 0, hash: genesis(writer) };
    const marks = new Map(checkpoints.filter((mark) => mark.writer === writer).map((mark) => [mark.seq, mark.hash]));
    for await (const rows of pages(database, writer)) {
      for (const row of rows) {
        links += 1;
        if (row.seq !== head.seq + 1) findings.push({ writer, seq: head.seq + 1, problem: 'row missing in the chain' });
        const expected = nextLink({ seq: row.seq - 1, hash: head.hash }, row.commitment);
        const moved = row.seq === head.seq + 1 && expected.hash !== row.hash;
        if (moved || (marks.get(row.seq) ?? row.hash) !== row.hash)
          findings.push({ writer, seq: row.seq, problem: 'link changed' });
        if (row.salt !== null) {
          contents += 1;
          if (commit(row, row.salt) !== row.commitment) findings.push({ writer, seq: row.seq, problem: 'row changed' });
        }
        head = { seq: row.seq, hash: row.hash };
      }
    }
    const furthest = Math.max(0, ...marks.keys());
    if (head.seq < furthest) findings.push({ writer, seq: head.seq + 1, problem: 'tail cut off' });
  }
  const { rows: counted } = await sql<{ all: number }>`select count(*)::int as all from audit.disclosure`.execute(
    database,
  );
  if (counted[0]?.all !== contents) findings.push(...(await findLoose(database)));
  return { writers: names.size, links, findings };
}

/** Every writer of a link or a row: from one to the next by the index, for a writer has millions. */
async function writersIn(database: Database<AuditTables>): Promise<readonly string[]> {
  const { rows } = await sql<{ writer: string }>`with recursive found (writer) as (
      select least((select min(writer) from audit.link), (select min(writer) from audit.disclosure))
      union all
      select least((select min(writer) from audit.link l where l.writer > found.writer),
        (select min(writer) from audit.disclosure d where d.writer > found.writer))
      from found where found.writer is not null)
    select writer from found where writer is not null`.execute(database);
  return rows.map(({ writer }) => writer);
}

async function findLoose(database: Database<AuditTables>): Promise<ChainFinding[]> {
  const { rows } = await sql<{ writer: string; seq: number }>`select d.writer, d.seq from audit.disclosure d
    left join audit.link l using (writer, seq) where l.seq is null order by 1, 2`.execute(database);
  return rows.map(({ writer, seq }) => ({ writer, seq, problem: 'row without a link' as const }));
}

/** A writer's chain in its order; while a page is looked through, the next is on its way. */
async function* pages(database: Database<AuditTables>, writer: string): AsyncGenerator<readonly Row[]> {
  for (let rows = await page(database, writer, 0); rows.length > 0; ) {
    const next = page(database, writer, rows.at(-1)?.seq ?? 0);
    // Told of when it is awaited; one that ends the walk before that must not be lost as nobody's.
    next.catch(() => undefined);
    // The question leaves before the thread is taken by hashing.
    await setImmediate();
    yield rows;
    rows = await next;
  }
}

/** Signs that no value has: where one has been put into a value, its row has another number of columns, and is no row that anything was committed to. */
const [betweenColumns, betweenRows] = ['\u0001', '\u0002'];
const columns = 12;

/**
 * The rows after a number, a page of numbers at a time; none at the chain's end. The database gives a page as one text: to read millions of
 * rows column by column costs more than to hash them.
 */
async function page(database: Database<AuditTables>, writer: string, after: number): Promise<Row[]> {
  const upTo = after + pageSize;
  const { rows } = await sql<{ told: string | null; next: number | null }>`
    select (select string_agg(concat_ws(E'\\x01', l.seq, l.commitment, l.hash, coalesce('=' || d.salt, ''), coalesce(d.at, ''),
        coalesce(d.viewer, ''), coalesce('=' || d.organisation, ''), coalesce('=' || d.purpose, ''), coalesce(d.request_id, ''),
        coalesce('=' || d.child_id, ''), coalesce('=' || d.capacity, ''), coalesce(d.categories::text, '{}')), E'\\x02')
      from audit.link l left join audit.disclosure d
        on d.writer = l.writer and d.seq = l.seq and d.writer = ${writer} and d.seq > ${after} and d.seq <= ${upTo}
      where l.writer = ${writer} and l.seq > ${after} and l.seq <= ${upTo}) as told,
      (select min(seq) from audit.link where writer = ${writer} and seq > ${after}) as next`.execute(database);
  const [{ told, next } = { told: null, next: null }] = rows;
  // Numbers that are missing for longer than a page are one finding, and not walked through one by one.
  if (told === null) return next === null ? [] : page(database, writer, Number(next) - 1);
  // The rows of one read have the same categories by the same paragraphs: each text is read once a page.
  const read = new Map<string, Row['categories']>();
  const categoriesOf = (text: string): Row['categories'] => {
    const categories = read.get(text) ?? (JSON.parse(text) as Row['categories']);
    read.set(text, categories);
    return categories;
  };
  return told
    .split(betweenRows)
    .map((line) => rowOf(line, categoriesOf))
    .filter(({ seq }) => Number.isInteger(seq))
    .sort((one, other) => one.seq - other.seq);
}

/** A value that may be missing is told with a sign before it. */
const optional = (told: string | undefined): string | null => (told ? told.slice(1) : null);

function rowOf(line: string, categoriesOf: (text: string) => Row['categories']): Row {
  const told = line.split(betweenColumns);
  const [seq, commitment = '', hash = '', salt, at = '', viewer = '', organisation, purpose] = told;
  const [requestId = '', childId, capacity, categories] = told.slice(8);
  const isWhole = told.length === columns;
  return {
    seq: Number(seq),
    commitment,
    hash,
    salt: isWhole ? optional(salt) : '',
    at,
    viewer,
    organisation: optional(organisation),
    purpose: optional(purpose),
    requestId,
    childId: optional(childId),
    capacity: optional(capacity),
    categories: categoriesOf(isWhole ? (categories ?? '{}') : '{}'),
  };
}

/** Where each chain has come to now, to be kept outside the database. */
export async function chainHeads(database: Database<AuditTables>): Promise<Checkpoint[]> {
  const { rows } = await sql<Checkpoint>`select distinct on (writer) writer, seq, hash from audit.link
    order by writer, seq desc`.execute(database);
  return rows;
}

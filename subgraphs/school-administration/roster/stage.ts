/** Puts a roster's records beside the hub's own tables, some thousand rows a transaction, so that others get in between. */
import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import type { RosterFinding } from '../source/roster-findings.ts';
import type { RosterItem } from '../source/roster-records.ts';
import { keepAlive } from './import-history.ts';
import {
  contactRow,
  contactRows,
  groupRow,
  membershipRow,
  parentRows,
  personRow,
  resultRow,
  unitRow,
} from './staged-rows.ts';
import type { RosterTables } from './tables.ts';

const batchSize = 4_000;

interface StagedKind {
  readonly table: string;
  /** The columns with their types, as `json_to_recordset` takes them. */
  readonly columns: string;
}

const stagedKinds = {
  person: {
    table: 'roster_staged_person',
    columns: `line int, source_id text, former_ids text[], given_name text, family_name text, full_name text, national_id text,
      national_id_reported text, feide_id text, gender text, birth_date date, email text, phone text, address jsonb,
      postal_address jsonb, language text, mother_tongues text[], active boolean, states_units boolean, states_contacts boolean`,
  },
  unit: {
    table: 'roster_staged_unit',
    columns: `line int, source_id text, former_ids text[], kind text, name text, organisation_number text, school_types text[],
      parent_source_id text`,
  },
  group: {
    table: 'roster_staged_group',
    columns: `line int, source_id text, former_ids text[], kind text, name text, grep_code text, level int, valid_from date,
      valid_to date`,
  },
  membership: {
    table: 'roster_staged_membership',
    columns: `line int, group_source_id text, person_source_id text, role text, subrole text, active boolean, valid_from date,
      valid_to date, removed boolean, level int`,
  },
  contact: { table: 'roster_staged_contact', columns: 'child_source_id text, person_source_id text, relation text' },
  parent: { table: 'roster_staged_parent', columns: 'group_source_id text, parent_source_id text' },
  result: {
    table: 'roster_staged_result',
    columns: 'line int, kind text, person_source_id text, group_source_id text, content jsonb',
  },
  removal: { table: 'roster_staged_removal', columns: 'line int, of text, source_id text' },
  finding: { table: 'roster_finding', columns: 'line int, kind text, what text, why text, done text' },
} as const satisfies Record<string, StagedKind>;
type Kind = keyof typeof stagedKinds;

export interface Staging {
  add(item: RosterItem): Promise<void>;
  /** Writes what is left. */
  flush(): Promise<void>;
  /** Waits until nothing is being written, whatever has come of it. */
  settle(): Promise<void>;
}

export function startStaging<Tables extends RosterTables>(database: Database<Tables>, importId: string): Staging {
  let waiting = new Map<Kind, unknown[]>();
  let count = 0;
  let writing: Promise<void> = Promise.resolve();
  const write = async (batch: ReadonlyMap<Kind, readonly unknown[]>): Promise<void> => {
    await database.transaction().execute(async (tx) => {
      // Staged rows are worth nothing after a crash: nobody waits for the disk.
      await sql`set local synchronous_commit = off`.execute(tx);
      await keepAlive(tx, importId);
      for (const [kind, rows] of batch) await insertRows(tx, stagedKinds[kind], importId, rows);
    });
  };
  /** One batch is written while the next is read; the file waits for a database that is slower. */
  const next = async () => {
    await writing;
    const batch = waiting;
    waiting = new Map();
    count = 0;
    writing = write(batch);
    // Thrown where it is waited for; until then it is nobody's unhandled rejection.
    writing.catch(() => undefined);
  };
  return {
    async add(item) {
      for (const { kind, row } of rowsOf(item)) {
        const rows = waiting.get(kind);
        if (rows) rows.push(row);
        else waiting.set(kind, [row]);
        count++;
      }
      if (count >= batchSize) await next();
    },
    async flush() {
      if (count > 0) await next();
      await writing;
    },
    settle: () => writing.catch(() => undefined),
  };
}

interface StagedRow {
  readonly kind: Kind;
  readonly row: unknown;
}
const rowsAs = (kind: Kind, rows: readonly unknown[]): readonly StagedRow[] => rows.map((row) => ({ kind, row }));

function rowsOf(item: RosterItem): readonly StagedRow[] {
  switch (item.record) {
    case 'person':
      return [{ kind: 'person', row: personRow(item) }, ...rowsAs('contact', contactRows(item))];
    case 'unit':
      return [{ kind: 'unit', row: unitRow(item) }];
    case 'group':
      return [{ kind: 'group', row: groupRow(item) }, ...rowsAs('parent', parentRows(item))];
    case 'contact':
      return [{ kind: 'contact', row: contactRow(item.childId, item) }];
    case 'membership':
      return [{ kind: 'membership', row: membershipRow(item) }];
    case 'absence':
    case 'mark':
      return [{ kind: 'result', row: resultRow(item) }];
    case 'removal':
      return [{ kind: 'removal', row: { line: item.line, of: item.of, source_id: item.id } }];
    case 'finding':
      return [{ kind: 'finding', row: item }];
    case 'header':
    case 'left-out':
    case 'results':
      return [];
  }
}

async function insertRows<Tables>(
  tx: DatabaseTransaction<Tables>,
  { table, columns }: StagedKind,
  importId: string,
  rows: readonly unknown[],
): Promise<void> {
  const names = columns.split(',').map((column) => column.trim().split(/\s+/)[0]);
  await sql`insert into ${sql.raw(`school_administration.${table} (import_id, ${names.join(', ')})`)}
    select ${importId}::uuid, ${sql.raw(names.map((name) => `r.${name}`).join(', '))}
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(${sql.raw(columns)})`.execute(tx);
}

/** Findings that show only when the file is compared with what the hub has. */
export const storeFindings = <Tables>(
  tx: DatabaseTransaction<Tables>,
  importId: string,
  findings: readonly RosterFinding[],
): Promise<void> =>
  findings.length === 0 ? Promise.resolve() : insertRows(tx, stagedKinds.finding, importId, findings);

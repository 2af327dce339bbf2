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
import { type StagedKind, type StagedRows, stagedRows } from './write-staged.ts';

const batchSize = 4_000;

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
  let waiting = new Map<Kind, StagedRows>();
  let count = 0;
  let writing: Promise<void> = Promise.resolve();
  const write = async (batch: ReadonlyMap<Kind, StagedRows>): Promise<void> => {
    await database.transaction().execute(async (tx) => {
      // Staged rows are worth nothing after a crash: nobody waits for the disk.
      await sql`set local synchronous_commit = off`.execute(tx);
      await keepAlive(tx, importId);
      for (const rows of batch.values()) await rows.insert(tx, importId);
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
  const put = (kind: Kind, row: object) => {
    const rows = waiting.get(kind) ?? stagedRows(stagedKinds[kind]);
    waiting.set(kind, rows);
    rows.add(row);
    count += 1;
  };
  return {
    async add(item) {
      putRows(item, put);
      if (count >= batchSize) await next();
    },
    async flush() {
      if (count > 0) await next();
      await writing;
    },
    settle: () => writing.catch(() => undefined),
  };
}

function putRows(item: RosterItem, put: (kind: Kind, row: object) => void): void {
  switch (item.record) {
    case 'person':
      put('person', personRow(item));
      for (const row of contactRows(item)) put('contact', row);
      return;
    case 'unit':
      put('unit', unitRow(item));
      return;
    case 'group':
      put('group', groupRow(item));
      for (const row of parentRows(item)) put('parent', row);
      return;
    case 'contact':
      put('contact', contactRow(item.childId, item));
      return;
    case 'membership':
      put('membership', membershipRow(item));
      return;
    case 'absence':
    case 'mark':
      put('result', resultRow(item));
      return;
    case 'removal':
      put('removal', { line: item.line, of: item.of, source_id: item.id });
      return;
    case 'finding':
      put('finding', item);
      return;
    case 'header':
    case 'left-out':
    case 'results':
      return;
  }
}

/** Findings that show only when the file is compared with what the hub has. */
export async function storeFindings<Tables>(
  tx: DatabaseTransaction<Tables>,
  importId: string,
  findings: readonly RosterFinding[],
): Promise<void> {
  if (findings.length === 0) return;
  const rows = stagedRows(stagedKinds.finding);
  for (const found of findings) rows.add(found);
  await rows.insert(tx, importId);
}

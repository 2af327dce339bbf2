import { sql } from 'kysely';
import type { Fact } from '#contracts/facts.ts';
import type { Situation } from '#contracts/situations.ts';
import type { Database } from '#kit/database/database.ts';
import { readSystemFacts } from '../port/system-facts.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';

interface SystemsOptions {
  readonly database: Database<SchoolAdministrationTables>;
  /** Those that are registered; what a school has approved is looked up beside them. */
  readonly registered: readonly string[];
  readonly childIds: readonly string[];
  readonly on: string;
}

/** The same of systems: two statements, and one for each system. */
export async function systemSituations(options: SystemsOptions): Promise<readonly Situation[]> {
  const { database, registered, childIds, on } = options;
  const approved = await sql<{ clientId: string }>`
    select distinct client_id from school_administration.system_approval`.execute(database);
  const clients = new Set([...registered, ...approved.rows.map(({ clientId }) => clientId)]);
  const found = new Map<string, { facts: ReadonlySet<Fact>; viewers: Set<string>; children: Set<string> }>();
  for (const clientId of clients)
    for (const [childId, facts] of await readSystemFacts(database, clientId, childIds, on)) {
      const key = [...facts].sort().join(',');
      const one = found.get(key) ?? { facts: new Set(facts), viewers: new Set(), children: new Set() };
      found.set(key, one);
      one.viewers.add(clientId);
      one.children.add(childId);
    }
  const alone = { facts: new Set<Fact>(), viewers: clients, children: new Set<string>() };
  return [
    ...[...found.values()].map((one): Situation => ({ viewer: 'System', ofChild: true, ...one })),
    { viewer: 'System', ofChild: false, ...alone },
  ];
}

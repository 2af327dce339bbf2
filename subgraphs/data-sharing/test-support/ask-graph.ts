import { randomUUID } from 'node:crypto';
import { execute, parse } from 'graphql';
import { createAccess } from '#kit/access/access.ts';
import { createCursorSeal } from '#kit/access/cursor-seal.ts';
import { createPolicyBook } from '#kit/access/policy-book.ts';
import type { Viewer } from '#kit/access/viewer.ts';
import { createDatabaseTrail } from '#kit/audit/database-trail.ts';
import type { AuditTables } from '#kit/audit/tables.ts';
import { schemaOf } from '#kit/serve/subgraph.ts';
import { dataSharing } from '../index.ts';
import type { TestHub } from './test-hub.ts';

export const policyRoot = new URL('../../../contracts/policy', import.meta.url).pathname;
const policies = createPolicyBook(policyRoot);
export const staffPerson = '00000000-0000-4000-8000-000000000001';

export interface GraphAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: ReadonlyArray<{ readonly message: string; readonly extensions: Record<string, unknown> }>;
}

const cursors = createCursorSeal(Buffer.alloc(32, 1));

/** One query as the gateway would put it: with access decided on the facts that the test has set, and audited. */
export async function askGraph<Data>(
  hub: TestHub,
  text: string,
  variables: Record<string, unknown>,
  viewer: Partial<Viewer>,
): Promise<GraphAnswer<Data>> {
  const { facts, clock, database } = hub;
  const access = createAccess({
    viewer: {
      kind: 'person',
      personId: staffPerson,
      purpose: 'school-change',
      organisation: null,
      assurance: 'high',
      ...viewer,
    } as Viewer,
    facts: {
      factsFor: async (_, childIds) => new Map(childIds.flatMap((id) => (facts[id] ? [[id, facts[id]] as const] : []))),
      viewerFacts: async () => facts.viewer ?? [],
      scopeOf: async () => ({
        everyChild: true,
        unitIds: [],
        groupIds: [],
        childIds: Object.keys(facts).filter((id) => id !== 'viewer'),
      }),
    },
    policy: policies(clock.now.toISOString().slice(0, 10)),
    audit: await createDatabaseTrail(database.as<AuditTables>(), 'test'),
    cursors,
    now: clock.now,
    requestId: randomUUID(),
  });
  const contextValue = hub.running.contextFor({ access, requestId: randomUUID() });
  const result = await execute({
    schema: schemaOf(dataSharing),
    document: parse(text),
    variableValues: variables,
    contextValue,
  });
  await access.flush();
  return result as GraphAnswer<Data>;
}

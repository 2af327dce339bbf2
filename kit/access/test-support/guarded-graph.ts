import { randomUUID } from 'node:crypto';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type ExecutionResult, execute, parse, validate } from 'graphql';
import { expect } from 'vitest';
import type { Fact } from '#contracts/facts.ts';
import { connectionOf } from '#contracts/graphql/connection.ts';
import { scalars } from '#contracts/graphql/scalars.ts';
import { sharedSdl } from '#contracts/graphql/shared-sdl.ts';
import type { AuditRecord } from '#kit/audit/audit-trail.ts';
import { policyRoot } from '#test/support/test-subgraph.ts';
import { type Access, createAccess, type FactsPort } from '../access.ts';
import { createCursorSeal } from '../cursor-seal.ts';
import { accessSdl } from '../directives.ts';
import { guardSchema } from '../guard.ts';
import { knownChildReference } from '../guard-references.ts';
import type { AccessPolicy } from '../policy.ts';
import { createPolicyBook } from '../policy-book.ts';
import type { Viewer } from '../viewer.ts';

interface Child {
  readonly id: string;
  readonly name: string;
  readonly notes: ReadonlyArray<{ readonly id: string; readonly childId: string; readonly text: string }>;
}
const child = (name: string, digit: number): Child => {
  const id = `00000000-0000-4000-8000-00000000000${digit}`;
  return { id, name, notes: [{ id: `note-${digit}`, childId: id, text: `${name} is allergic to nuts` }] };
};
export const [anna, bo, cato] = [child('Anna', 1), child('Bo', 2), child('Cato', 3)];
export const rows = [anna, bo, cato];
export const nobody = '00000000-0000-4000-8000-0000000000ff';
const find = (id: string) => rows.find((row) => row.id === id) ?? null;

const sdl = `
  type Pupil @key(fields: "id") @subject(field: "id") {
    id: ID! @notPersonal
    name: String @personalData(category: "identity")
    report: String @personalData(category: "concern-report")
    notes: [Note!]! @notPersonal
  }
  type Note @key(fields: "id") @subject(field: "childId") {
    id: ID! @notPersonal
    text: String @personalData(category: "health")
  }
  type Teacher @key(fields: "id") { id: ID! @notPersonal name: String @personalData(category: "staff") }
  type PupilConnection @notPersonal { edges: [PupilEdge!]! pageInfo: PageInfo! }
  type PupilEdge @notPersonal { node: Pupil! cursor: String! }
  type RecordPayload @notPersonal { pupil: Pupil userErrors: [UserError!]! }
  input RecordInput { childId: ID! }
  type Query {
    pupil(id: ID!): Pupil
    pupils: [Pupil!]!
    page(first: Int): PupilConnection!
    note(id: ID!): Note
    teacher: Teacher
  }
  type Mutation {
    recordAbsence(input: RecordInput!): RecordPayload! @deed(name: "record-absence", child: "input.childId")
    approve(id: ID!): RecordPayload! @deed(name: "approve-resource")
  }
`;
/** The children that a mutation has been done to since `forget`. */
export const effects: string[] = [];
export const schema = guardSchema(
  buildSubgraphSchema([
    {
      typeDefs: parse(`${sharedSdl}\n${accessSdl}\n${sdl}`),
      resolvers: {
        ...scalars,
        Pupil: {
          __resolveReference: knownChildReference(({ id }) => find(String(id))),
          report: () => 'a report of concern',
        },
        Note: {
          __resolveReference: ({ id }: { id: string }) =>
            rows.flatMap(({ notes }) => notes).find((note) => note.id === id) ?? null,
        },
        Teacher: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Turid' }) },
        Query: {
          pupil: (_: unknown, { id }: { id: string }) => find(id),
          pupils: async () => rows,
          page: (_: unknown, { first }: { first?: number }) =>
            connectionOf(rows, first ?? 10, ({ id, name }) => [name, id]),
          note: (_: unknown, { id }: { id: string }) =>
            rows.flatMap(({ notes }) => notes).find((note) => note.id === id) ?? null,
          teacher: () => ({ id: 't', name: 'Turid' }),
        },
        Mutation: {
          recordAbsence: (_: unknown, { input }: { input: { childId: string } }) => {
            effects.push(input.childId);
            return { pupil: find(input.childId), userErrors: [] };
          },
          approve: async (_: unknown, { id }: { id: string }, context: { access: Access }) => {
            await context.access.require('approve-resource');
            effects.push(id);
            return { userErrors: [] };
          },
        },
      },
    },
  ]),
);

export const cursors = createCursorSeal(Buffer.alloc(32, 1));
export const policyBook = createPolicyBook(policyRoot);
export const teacher: readonly Fact[] = ['isContactTeacher', 'isEmployee'];
export const person: Viewer = {
  kind: 'person',
  personId: randomUUID(),
  purpose: null,
  organisation: null,
  assurance: 'high',
};

export interface Scene {
  children?: Record<string, readonly Fact[]>;
  own?: readonly Fact[];
  policy?: AccessPolicy;
  facts?: Partial<FactsPort>;
  viewer?: Viewer;
  record?: (record: AuditRecord) => Promise<void>;
}
/** The children whose facts were asked for, call by call, since `forget`. */
export const factCalls: Array<readonly string[]> = [];
/** What was recorded of disclosures since `forget`. */
export const recorded: AuditRecord[] = [];
/** For the start of each test. */
export function forget(): void {
  for (const list of [effects, factCalls, recorded]) list.length = 0;
}

/** Asks as the gateway does: the answer counts only when what it disclosed is recorded. */
export async function ask(
  text: string,
  scene: Scene,
  variables: Record<string, unknown> = {},
): Promise<ExecutionResult> {
  const children = scene.children ?? {};
  const access = createAccess({
    viewer: scene.viewer ?? person,
    facts: {
      factsFor: async (_, ids) => {
        factCalls.push(ids);
        return new Map(ids.flatMap((id) => (children[id] ? [[id, children[id]] as const] : [])));
      },
      viewerFacts: async () => scene.own ?? [],
      scopeOf: () => Promise.reject(new Error('not asked')),
      ...scene.facts,
    },
    policy: scene.policy ?? policyBook('2026-11-22'),
    audit: {
      record: scene.record ?? (async (record) => void recorded.push(record)),
      close: async () => undefined,
    },
    cursors,
    now: new Date('2026-11-22T09:00:00Z'),
    requestId: 'request-1',
  });
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const result = await execute({ schema, document, variableValues: variables, contextValue: { access } });
  await access.flush();
  return result;
}
export const bytes = (result: ExecutionResult, id: string) => JSON.stringify(result).replaceAll(id, '<id>');
export const entities =
  'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Pupil { id name notes { text } } ... on Note { id text } } }';

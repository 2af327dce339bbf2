import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import { scalars } from '#contracts/graphql/scalars.ts';
import { allSubgraphs } from '#gateway/hub/subgraphs.ts';
import type { AnySubgraph } from '#kit/serve/host.ts';
import { sdlOf } from '#kit/serve/subgraph.ts';

export const memorySchool = 'school-1';
export const memoryPupils = 300;
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const connection = <Node>(nodes: readonly Node[]) => ({
  edges: nodes.map((node, index) => ({ node, cursor: String(index) })),
  pageInfo: { hasNextPage: false, endCursor: null },
});
const indexOf = (id: string): number => Number(id.split('-')[1] ?? 0);
type Reference = { readonly id: string };

const pupils = range(memoryPupils).map((n) => ({
  id: `pupil-${n}`,
  givenName: `Given ${n}`,
  familyName: `Family ${n}`,
  birthDate: '2014-05-17',
  level: 1 + (n % 10),
  groups: connection(range(3).map((g) => ({ group: { id: `group-${g}`, name: `${g}A`, grepCode: `MAT000${g}` } }))),
}));
const perPupil = {
  feideGroups: range(memoryPupils).map((n) =>
    connection(range(3).map((g) => ({ group: { id: `feide-${n % 10}-${g}`, displayName: `${n % 10}A ${g}` } }))),
  ),
  threads: range(memoryPupils).map((n) => connection([{ id: `thread-${n}`, subject: `Subject ${n}` }])),
  records: range(memoryPupils).map((n) => ({
    id: `record-${n}`,
    caseNumber: `2026/${n}`,
    journalEntries: connection(range(2).map((e) => ({ id: `entry-${n}-${e}`, title: `Entry ${e}` }))),
  })),
  transfers: range(memoryPupils).map((n) => connection(n % 20 === 0 ? [{ id: `transfer-${n}`, phase: 'CLOSED' }] : [])),
};
const resources = connection(range(2).map((n) => ({ id: `resource-${n}`, title: `Resource ${n}` })));
const pupilBy = (id: string) => pupils[indexOf(id)] ?? null;
const bare = { __resolveReference: ({ id }: Reference) => ({ id }) };

/** Resolvers that answer from memory, for the fields that the benchmark asks for. */
const resolversOf: Readonly<Record<string, object>> = {
  'school-administration': {
    Query: {
      school: () => ({ id: memorySchool, name: 'School' }),
      pupil: (_: unknown, args: { pupil?: string; id: string }) => pupilBy(args.id),
    },
    School: {
      ...bare,
      pupils: (_: unknown, { first }: { first: number }) => connection(pupils.slice(0, first)),
    },
    Pupil: { __resolveReference: ({ id }: Reference) => pupilBy(id) },
  },
  feide: {
    Pupil: { ...bare, feideGroups: ({ id }: Reference) => perPupil.feideGroups[indexOf(id)] },
    School: bare,
    FeideGroup: bare,
  },
  'learning-resources': { FeideGroup: { ...bare, resources: () => resources }, Pupil: bare, School: bare },
  'parent-communication': { Pupil: { ...bare, threads: ({ id }: Reference) => perPupil.threads[indexOf(id)] } },
  archive: { Pupil: { ...bare, pupilRecord: ({ id }: Reference) => perPupil.records[indexOf(id)] } },
  'data-sharing': { Pupil: { ...bare, transfers: ({ id }: Reference) => perPupil.transfers[indexOf(id)] } },
};

export interface MemorySubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly schema: GraphQLSchema;
}

/** The hub's six schemas over data in memory, without database, guard and audit: what is left is the cost of federation. */
export function memorySubgraphs(): readonly MemorySubgraph[] {
  return (allSubgraphs as readonly unknown[] as readonly AnySubgraph[]).map((definition) => {
    const sdl = sdlOf(definition);
    const resolvers = { ...scalars, ...resolversOf[definition.name] };
    type Module = { typeDefs: ReturnType<typeof parse>; resolvers: typeof resolvers };
    const modules: Module[] = [{ typeDefs: parse(sdl), resolvers }];
    return { name: definition.name, sdl, schema: buildSubgraphSchema(modules as never) };
  });
}

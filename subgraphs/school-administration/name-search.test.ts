import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  buildSchool,
  startSchoolAdministration,
  type TestSchoolAdministration,
} from './testing/test-school-administration.ts';

let hub: TestSchoolAdministration;
let at: Awaited<ReturnType<typeof buildSchool>>;
const names = [
  ['Åse', 'Bjørnås'],
  ['Anne-Marie', 'Kristoffersen'],
  ['Annemarie', 'Berg'],
  ['Áilu', 'Sæther'],
  ['Per Ole', 'Johansen'],
  ["D'Arcy", 'Günther'],
] as const;

beforeAll(async () => {
  hub = await startSchoolAdministration();
  at = await buildSchool(hub);
  for (const [given, family] of names) await at.pupil(given, family);
  for (const given of ['Kristoffer', 'Jonansen'])
    await hub.build.grade(await at.pupil(given, 'Gradert'), 'CONFIDENTIAL');
  await hub.build.place();
});
afterAll(() => hub.stop());

interface Page {
  readonly edges: ReadonlyArray<{ readonly node: { readonly givenName: string }; readonly cursor: string }>;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
const find = async (search: string, variables: Record<string, unknown> = {}): Promise<Page> => {
  const text = `query ($search: String!, $first: Int, $after: String) { pupils(search: $search, first: $first, after: $after) {
    edges { cursor node { givenName } } pageInfo { hasNextPage endCursor } } }`;
  const viewer = { kind: 'person', personId: at.leader, purpose: null } as const;
  const { data, errors } = await hub.query(text, { search, ...variables }, viewer);
  expect(errors ?? []).toEqual([]);
  return (data as { readonly pupils: Page }).pupils;
};
const found = async (search: string) => (await find(search)).edges.map(({ node }) => node.givenName);

describe('a search for a child', () => {
  it.each([
    ['aase', 'Åse'],
    ['ÅSE bjø', 'Åse'],
    ['Bjoernaas', 'Åse'],
    ['björnas', 'Åse'],
    ['saether', 'Áilu'],
    ['ailu', 'Áilu'],
    ['johansen per', 'Per Ole'],
    ['perole', 'Per Ole'],
    ['d arcy', "D'Arcy"],
    ['gunther', "D'Arcy"],
    ['A\u030ase', 'Åse'],
  ])('finds "%s" however the name is spelt: %s', async (search, given) => {
    expect(await found(search)).toEqual([given]);
  });

  it.each([
    ['Jonansen', 'Per Ole'],
    ['jhoansen', 'Per Ole'],
    ['kristofersn', 'Anne-Marie'],
    ['Krystofferson', 'Anne-Marie'],
  ])('finds "%s" although it is misspelt: %s', async (search, given) => {
    expect(await found(search)).toEqual([given]);
  });

  it('finds double names as two words, with a hyphen, and as one', async () => {
    for (const search of ['anne marie', 'Anne-Marie', 'annemarie'])
      expect((await found(search)).toSorted()).toEqual(['Anne-Marie', 'Annemarie']);
  });

  it('finds nobody by what is no name, and takes it for nothing else', async () => {
    for (const search of ["'", '& | !', "x' | 'a", '\\', ':*', '🙂', 'qq zz', '%'])
      expect(await found(search)).toEqual([]);
  });

  it('neither shows a hidden child nor lets it decide what is found', async () => {
    expect(await found('Kristoffer')).toEqual(['Anne-Marie']);
    expect(await found('Gradert')).toEqual([]);
    expect(await found('gradrt')).toEqual([]);
    // A hidden child has this very name: it is taken for a misspelling all the same.
    expect(await found('Jonansen')).toEqual(['Per Ole']);
  });

  it('goes on page by page, with and without mistakes', async () => {
    for (const search of ['anne', 'anemarie', 'kristoferson']) {
      const all = await found(search);
      const first = await find(search, { first: 1 });
      expect(first.pageInfo.hasNextPage).toBe(all.length > 1);
      const rest = await find(search, { first: 10, after: first.pageInfo.endCursor });
      expect([...first.edges, ...rest.edges].map(({ node }) => node.givenName)).toEqual(all);
    }
  });

  it('finds a child by the new name when it has changed', async () => {
    const id = await at.pupil('Ny', 'Gammelsen');
    await hub.build.place();
    expect(await found('gammelsen')).toEqual(['Ny']);
    await sql`update school_administration.person set family_name = 'Nyberg' where id = ${id}`.execute(
      hub.database.kysely,
    );
    expect(await found('gammelsen')).toEqual([]);
    expect(await found('nybrg')).toEqual(['Ny']);
  });
});

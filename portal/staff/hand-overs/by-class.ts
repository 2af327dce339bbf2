import type { HandOversOfUnitQuery } from '../../graph/types.generated.ts';

export type HandOver = HandOversOfUnitQuery['handOvers']['edges'][number]['node'];

/** Hand-overs by the class or section that the child is in, by name; the name is empty for those who are in none. */
export function byClass(moves: readonly HandOver[]): ReadonlyArray<readonly [string, readonly HandOver[]]> {
  const classOf = ({ pupil }: HandOver) =>
    pupil?.groups?.edges.find(({ node }) => node?.group?.kind === 'BASIC')?.node?.group?.name ?? '';
  const nameOf = ({ pupil }: HandOver) => `${pupil?.familyName ?? ''} ${pupil?.givenName ?? ''}`;
  return [...Map.groupBy(moves, classOf)]
    .map(([name, of]) => [name, of.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'nb'))] as const)
    .toSorted(([a], [b]) => a.localeCompare(b, 'nb', { numeric: true }));
}

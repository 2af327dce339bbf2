import { expect } from 'vitest';
import type { FeideHub } from './feide-hub.ts';

export const childOf = (hub: FeideHub, user: string): string => {
  const child = hub.children.get(user);
  if (child === undefined) throw new Error(`no child ${user}`);
  return child;
};

export const pupilQuery = /* GraphQL */ `
  query ($representations: [_Any!]!, $history: Boolean, $first: Int, $after: String) {
    _entities(representations: $representations) {
      ... on Pupil {
        id
        feideAccount { feideId displayName seenUntil }
        feideGroups(history: $history, first: $first, after: $after) {
          edges { node { state affiliation seenFrom seenUntil transferId group { id displayName kind grepCode } } }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }`;
interface PupilAnswer {
  readonly feideAccount: { readonly feideId: string; readonly displayName: string } | null;
  readonly feideGroups: {
    readonly edges: readonly { readonly node: { readonly state: string; readonly group: { readonly id: string } } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}
export async function askPupil(
  hub: FeideHub,
  user: string,
  variables: Record<string, unknown> = {},
): Promise<PupilAnswer> {
  const representations = [{ __typename: 'Pupil', id: childOf(hub, user) }];
  const result = await hub.query(pupilQuery, { representations, ...variables });
  expect(result.errors).toBeUndefined();
  const [answer] = (result.data?._entities ?? []) as PupilAnswer[];
  if (!answer) throw new Error('no such pupil');
  return answer;
}
/** How the pupil's memberships stand, by group. */
export const states = async (hub: FeideHub, user: string, variables: Record<string, unknown> = {}) =>
  Object.fromEntries(
    (await askPupil(hub, user, variables)).feideGroups.edges.map(({ node }) => [node.group.id, node.state]),
  );

import { type Connection, connectionOf, type Page } from '#contracts/graphql/connection.ts';
import type { SchoolAdministrationContext } from '../context.ts';
import type { PupilRow } from '../store/pupils.ts';

export const pupilKey = (pupil: PupilRow) => [pupil.familyName, pupil.givenName, pupil.id];

/**
 * A page of the children at a place. That a child stands in the list says where it is, so a child whose placement the viewer may not
 * see is left out of it, without a trace, even where the viewer may know of the child.
 */
export async function placedPupils(
  context: SchoolAdministrationContext,
  rows: readonly PupilRow[],
  page: Page,
): Promise<Connection<PupilRow>> {
  const { access } = context;
  const connection = connectionOf(rows, page.limit, pupilKey);
  await access.prime(connection.edges.map(({ node }) => node.id));
  const edges = connection.edges.filter(({ node }) => {
    const decision = access.decide(node.id, 'placement');
    if (decision.allow) access.disclose(node.id, 'placement', decision);
    return decision.allow;
  });
  return { ...connection, edges };
}

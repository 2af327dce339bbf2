import type { Situation } from '#contracts/situations.ts';
import { everySituation } from './every-situation.ts';
import { type ReadOptions, readRelations } from './read-relations.ts';
import { systemSituations } from './system-situations.ts';

/** Every situation of persons and systems on a day, from what stands in the database. */
export async function readSituations(
  options: ReadOptions & { readonly registered: readonly string[] },
): Promise<readonly Situation[]> {
  const relations = await readRelations(options);
  const childIds = relations.children.map(({ childId }) => childId);
  return [...(await everySituation(relations, options.on)), ...(await systemSituations({ ...options, childIds }))];
}

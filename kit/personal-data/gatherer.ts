import { randomUUID } from 'node:crypto';
import type { SubgraphName } from '#contracts/categories.ts';
import type { Access } from '#kit/access/access.ts';
import type { Viewer } from '#kit/access/viewer.ts';
import type { RunningSubgraph, SubgraphDefinition } from '#kit/serve/subgraph.ts';
import { gatherPersonalData, type PersonalData } from './gather.ts';

interface Options {
  readonly subgraphs: ReadonlyArray<Pick<SubgraphDefinition<never>, 'name' | 'schemaFile' | 'resolvers'>>;
  /** Filled while the process starts. */
  readonly running: ReadonlyMap<string, Pick<RunningSubgraph<never>, 'contextFor'>>;
  accessOf(viewer: Viewer): Access;
  /** Those that other processes hold. */
  readonly elsewhere?:
    | ReadonlyMap<SubgraphName, (viewer: Viewer, childId: string) => Promise<PersonalData>>
    | undefined;
}

/**
 * Gathers from every subgraph of a process, under one access, and from those that other processes of the hub hold: what each shows is on
 * its audit trail before it is given.
 */
export function gatherer({ subgraphs, running, accessOf, elsewhere = new Map() }: Options) {
  return async (viewer: Viewer, childId: string): Promise<ReadonlyMap<SubgraphName, PersonalData>> => {
    const request = { access: accessOf(viewer), requestId: randomUUID() };
    const gathered = new Map<SubgraphName, PersonalData>();
    for (const [name, gather] of elsewhere) gathered.set(name, await gather(viewer, childId));
    for (const definition of subgraphs) {
      const subgraph = running.get(definition.name);
      if (subgraph) gathered.set(definition.name, await gatherPersonalData(definition, subgraph, request, childId));
    }
    await request.access.flush();
    return gathered;
  };
}

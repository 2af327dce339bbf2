import type { Mover } from '../generate/index.ts';
import { readJson, sourcesOf } from '../prepare-demo.ts';
import type { RunningDemo } from '../start-demo.ts';
import type { Graph } from './story-graph.ts';
import { type FoundChild, findChild } from './story-queries.ts';

export interface ChosenChild {
  readonly mover: Mover;
  readonly child: NonNullable<FoundChild['pupilByNationalId']>;
}

/** The first child in story order that the hubs may carry and that has not been carried yet; one under way is gone on with. */
export async function chooseChild(demo: RunningDemo, receiving: Graph): Promise<ChosenChild | undefined> {
  const movers = (await readJson(sourcesOf(demo.dataFolder, 'sarpsborg').movers)) as Mover[];
  for (const mover of movers) {
    if (mover.kind === 'graded-6-sibling' || mover.kind === 'graded-7') continue;
    const { pupilByNationalId: child } = await receiving.ask<FoundChild>(findChild, { nationalId: mover.nationalId });
    const over = child?.transfers.edges.some(({ node }) => node.phase === 'CLOSED');
    if (child && !over) return { mover, child };
  }
  return undefined;
}

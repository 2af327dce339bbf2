import type { DemoHubName } from '#cli/demo/demo-folder.ts';
import type { Mover } from '#cli/demo/generate/index.ts';
import { childAt, type Journey } from './journey.ts';
import type { MutationResult } from './person-graph.ts';

const recordRight =
  'mutation ($input: RecordRightInput!) { result: recordRight(input: $input) { right { id } userErrors { code message } } }';

/** The case worker of a hub is named for a child's case: a decision of staff, with its reason, made while the child is known to them. */
export async function nameForCase(journey: Journey, hub: DemoHubName, mover: Mover): Promise<void> {
  const graph = journey.as(hub, 'case-worker', 'case-work');
  const { me } = await graph.ask<{ me: { personId: string } }>('{ me { personId } }');
  const { userErrors } = await graph.act<MutationResult>(recordRight, {
    childId: (await childAt(graph, mover)).id,
    kind: 'NAMED_FOR_CASE',
    personId: me.personId,
    reason: 'Case 2026/114: follows the child in its change of school',
    validFrom: journey.clock.now().toISOString().slice(0, 10),
  });
  if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
}

/** Folkeregisteret grades the child's address, and hubs learn it from the feed. */
export async function gradeAddress(
  journey: Journey,
  mover: Mover,
  grading: 'fortrolig' | 'strengtFortrolig',
  hubs: readonly DemoHubName[] = ['ringsaker', 'sarpsborg'],
): Promise<void> {
  journey.outside.register.grade(mover.nationalId, grading, journey.clock.now().toISOString());
  for (const name of hubs) {
    await journey.hub(name).subgraphs.schoolAdministration.syncRegister();
    await journey.hub(name).settle();
  }
}

const nameByNumber =
  'mutation ($input: NameForCaseInput!) { result: nameForCase(input: $input) { recorded userErrors { code message } } }';

/** The rektor, whom the controller has appointed to it, names the case worker of a hub for a child of whom neither knows. */
export async function nameByNationalId(journey: Journey, hub: DemoHubName, nationalId: string): Promise<void> {
  const { me } = await journey.as(hub, 'case-worker').ask<{ me: { personId: string } }>('{ me { personId } }');
  const { userErrors } = await journey.as(hub, 'rektor').act<MutationResult>(nameByNumber, {
    nationalId,
    personId: me.personId,
    reason: 'Case 2026/114: follows the child in its change of school',
  });
  if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  await journey.hub(hub).subgraphs.schoolAdministration.applyNamings();
}

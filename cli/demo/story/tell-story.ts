import { randomUUID } from 'node:crypto';
import { castSubject } from '../demo-folder.ts';
import type { RunningDemo } from '../start-demo.ts';
import { answerPermissions } from './answer-permissions.ts';
import { chooseChild } from './choose-child.ts';
import { type Graph, graphAs, until } from './story-graph.ts';
import * as words from './story-queries.ts';
import { tellOfSibling } from './tell-of-sibling.ts';
import { createTeller, decisionLine, type Teller } from './teller.ts';

/** What the receiving school asks for, and why: the reason must be one that the law knows for a change of school. */
const asked = [
  ...['enrolment', 'written-language-form', 'attendance-certificate', 'language-mapping'].map((category) => ({
    category,
    purpose: 'right-to-education',
    words: 'To place the pupil at the right level and in the right groups',
  })),
  ...['ongoing-assessment', 'health', 'individual-decisions', 'expert-assessment-plans', 'messages'].map(
    (category) => ({
      category,
      purpose: 'adapt-the-teaching',
      words: 'To have the teaching ready on the first day',
    }),
  ),
];

/** Moves one child from Ringsaker to Sarpsborg through the two hubs' graphs, and tells what happens in seven steps. */
export async function tellStory(demo: RunningDemo, print: (line: string) => void): Promise<void> {
  const teller = createTeller(print);
  const receiving = await graphAs(demo, 'sarpsborg', castSubject(demo.manifest, 'sarpsborg', 'case-worker'));
  const sending = await graphAs(demo, 'ringsaker', castSubject(demo.manifest, 'ringsaker', 'case-worker'));
  const chosen = await chooseChild(demo, receiving);
  if (!chosen) {
    print('\nEvery child of the demo who moves has moved. Remove the data folder to begin again.');
    return;
  }
  const { child, mover } = chosen;
  const school = child.units.find((unit) => unit.kind === 'SCHOOL');
  print(
    `\n${child.givenName} ${child.familyName}, year ${child.level}, has moved from Ringsaker to Sarpsborg and starts at ${school?.name}.`,
  );
  print('What may follow is decided by the law, category by category.\n');

  teller.step(1, 'Announced', 'Sarpsborg records that the child starts there. Nobody is told until the hold is over.');
  const transferId = await announce(demo, receiving, child, mover.startsOn);

  teller.step(2, 'Asked', 'The school in Sarpsborg says what it needs and why. The request travels signed and sealed.');
  const held = await until('the hold is over', async () => {
    const now = await read(receiving, transferId);
    return now.phase === 'HELD' ? undefined : now;
  });
  // One that an earlier run left under way goes on from where it is.
  if (held.phase === 'ANNOUNCED')
    await receiving.act(words.requestTransfer, {
      idempotencyKey: `story-ask-${transferId}`,
      transferId,
      categories: asked,
    });
  for (const { category, purpose } of asked) teller.line(`${category} · ${purpose}`);

  teller.step(
    3,
    'Decided',
    'Ringsaker finds the child by national id, name and birth date, and decides every category:',
  );
  const decided = await untilPhase(sending, transferId, ['DECIDED', 'CLOSED']);
  teller.note(`rules in force from ${decided.policyVersion}`);
  const wanted = new Set(asked.map(({ category }) => category));
  for (const decision of decided.decisions ?? [])
    if (wanted.has(decision.category)) teller.line(decisionLine(decision));
  const others = (decided.decisions ?? []).filter(({ category }) => !wanted.has(category));
  teller.note(`${others.length} categories were not asked for, and do not travel`);

  teller.step(4, 'Permitted', 'Those who decide for the child are asked. The notice says only that something waits.');
  await answerPermissions(demo, sending, transferId, teller);
  await releaseByHand(sending, transferId, teller);

  teller.step(5, 'Sealed', 'Each part is signed by Ringsaker and sealed to Sarpsborg by the subgraph that holds it.');
  teller.step(
    6,
    'Received',
    'Sarpsborg opens, checks, and keeps its own copy with its origin; a signed receipt goes back.',
  );
  const closed = await until('the transfer closes', async () => {
    const now = await read(sending, transferId);
    return now.phase === 'CLOSED' ? now : undefined;
  });
  for (const batch of closed.batches ?? [])
    teller.line(
      `batch ${batch.number}: ${batch.categories.join(', ')} · content ${batch.contentHash?.slice(0, 16)}… · receipt ${batch.receipt ? 'signed' : 'missing'}`,
    );

  teller.step(7, 'Closed', 'Access moves, Feide is asked to change the groups, both archives have their entry.');
  await untilPhase(receiving, transferId, ['CLOSED']);
  teller.line(`Ringsaker's journal entry: ${closed.journalEntry ?? 'under way'}`);
  await tellReceived(receiving, child.id, teller);
  for (const decision of closed.decisions ?? [])
    if (wanted.has(decision.category) && decision.status === 'withheld')
      teller.line(
        `withheld: ${decision.label} (${decision.withheldWhy ?? 'no rule permits it'}) · ${decision.citation}`,
      );

  await tellOfSibling(demo, receiving, sending, teller);
}

async function announce(
  demo: RunningDemo,
  receiving: Graph,
  child: NonNullable<words.FoundChild['pupilByNationalId']>,
  startsOn: string,
): Promise<string> {
  const open = child.transfers.edges.find(({ node }) => node.phase !== 'CANCELLED');
  if (open) return open.node.id;
  const unitId = child.units.find((unit) => unit.kind === 'SCHOOL')?.id;
  const result = await receiving.act<{ transfer: { id: string } }>(words.announceTransfer, {
    idempotencyKey: `story-announce-${child.id}`,
    childId: child.id,
    fromOrganisation: demo.manifest.controllers.ringsaker.organisationNumber,
    unitId,
    startsOn,
  });
  return result.transfer.id;
}

async function releaseByHand(sending: Graph, transferId: string, teller: Teller): Promise<void> {
  const transfer = await read(sending, transferId);
  for (const decision of transfer.decisions ?? []) {
    if (decision.status !== 'awaiting-release') continue;
    await sending.act(words.releasePart, {
      idempotencyKey: randomUUID(),
      transferId,
      category: decision.category,
      release: true,
      reason: 'Read through; needed for the teaching from the first day',
      thirdPartiesRemoved: true,
    });
    teller.line(`${decision.label}: a case worker has looked, and let it go · ${decision.citation}`);
  }
}

async function tellReceived(receiving: Graph, childId: string, teller: Teller): Promise<void> {
  const { pupil } = await until('the pupil record is opened in Sarpsborg', async () => {
    const found = await receiving.ask<{
      pupil: {
        receivedRecords: ReadonlyArray<{
          category: string;
          senderName: string;
          legalBasis: string;
          asHistory: boolean;
        }>;
        pupilRecord: {
          caseNumber: string | null;
          journalEntries: { edges: ReadonlyArray<{ node: { title: string } }> };
        } | null;
      };
    }>(words.readReceived, { id: childId });
    return found.pupil.pupilRecord?.caseNumber ? found : undefined;
  });
  teller.line(
    `Sarpsborg's own pupil record: ${pupil.pupilRecord?.caseNumber}, opened with the hand-over as its first entry`,
  );
  for (const part of pupil.receivedRecords)
    teller.line(`${part.category} from ${part.senderName}${part.asHistory ? ', as history' : ''} · ${part.legalBasis}`);
}

const read = async (graph: Graph, id: string): Promise<words.StoryTransfer> =>
  (await graph.ask<{ transfer: words.StoryTransfer }>(words.readTransfer, { id })).transfer;

const untilPhase = (graph: Graph, id: string, phases: readonly string[]): Promise<words.StoryTransfer> =>
  until(`the transfer is ${phases.join(' or ').toLowerCase()}`, async () => {
    const { transfer } = await graph.ask<{ transfer: words.StoryTransfer | null }>(words.readTransfer, { id });
    return transfer && phases.includes(transfer.phase) ? transfer : undefined;
  });

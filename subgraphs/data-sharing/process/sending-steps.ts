import { sql } from 'kysely';
import { type CategoryId, categories } from '#contracts/categories.ts';
import { partPublishers } from '#contracts/events/parts.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { transferDecision } from '../domain/messages/transfer-decision.ts';
import { transferParts } from '../domain/messages/transfer-parts.ts';
import { transferRequest } from '../domain/messages/transfer-request.ts';
import type { SendingCommand } from '../domain/sending/commands.ts';
import { categoriesAt, categoriesIn, type SendingState } from '../domain/sending/state.ts';
import { toldOf } from '../domain/sending/told.ts';
import { isPrivate, type Step, sending } from '../sides.ts';
import { type ActOptions, act } from '../store/act.ts';
import { findIncoming } from '../store/find-incoming.ts';
import { findRequest } from '../store/find-request.ts';
import type { TransferRow } from '../store/find-transfer.ts';
import {
  remindPermission,
  sendOffer,
  shareWithin,
  tellReceiverCancelled,
  withholdUnidentified,
} from './hand-over-steps.ts';
import { makeDocument } from './make-document.ts';
import { gradingOf, permissionFactsOf } from './permission-facts.ts';
import { bySystem, type Process } from './process.ts';
import { openMessage, writeMessage } from './seal-message.ts';
import { takeRequestAsChild } from './take-request-as-child.ts';

export type SendingRow = TransferRow & { readonly state: SendingState };

/** Takes a step of a transfer that this hub sends; true when it came to something. Look-ups and sealing are outside the transaction. */
export async function takeSendingStep(process: Process, row: SendingRow, step: Step): Promise<boolean> {
  switch (step.step) {
    case 'match-child':
      return matchChild(process, row);
    case 'decide':
      return process.settings.decideAutomatically ? decide(process, row) : false;
    case 'ask-permission':
      return askPermission(process, row);
    case 'pass-deadline':
      return perform(process, row, { type: 'PassDeadline', ...bySystem(process) });
    case 'gather-parts':
      return gatherParts(process, row);
    case 'send-parts':
      return (await learnGrading(process, row)) || sendParts(process, row);
    case 'make-document':
      return (await learnGrading(process, row)) || makeDocument(process, row);
    case 'tell-decision':
      return (await learnGrading(process, row)) || tellDecision(process, row);
    case 'remind-permission':
      return (await learnGrading(process, row)) || remindPermission(process, row);
    case 'withhold-unidentified':
      return withholdUnidentified(process, row);
    case 'share-within':
      return (await learnGrading(process, row)) || shareWithin(process, row);
    case 'send-offer':
      return (await learnGrading(process, row)) || sendOffer(process, row);
    case 'tell-cancelled':
      return (await learnGrading(process, row)) || tellReceiverCancelled(process, row);
    case 'close':
      return perform(process, row, { type: 'Close', ...bySystem(process) });
    default:
      throw new HubError('INTERNAL', `"${step.step}" is no step of the sender`);
  }
}

async function perform(
  process: Process,
  row: SendingRow,
  command: SendingCommand,
  options: ActOptions = {},
): Promise<boolean> {
  const { events } = await process.transact((unit) => act(unit, sending, row.id, command, options));
  if (events.length > 0) process.wake();
  return events.length > 0;
}

const day = 86_400_000;
const today = (process: Process) => dateInNorway(process.now());

/** The grading is asked for once more before anything goes out: a projection may be late, and a mistake cannot be undone. */
async function learnGrading(process: Process, row: SendingRow): Promise<boolean> {
  if (!row.childId) return false;
  const standing = await process.port.transferStanding(row.childId, today(process));
  if (!standing) throw new HubError('UNAVAILABLE', 'School-administration does not know the child now');
  const grading = gradingOf(standing.grading);
  if (grading === row.state.grading) return false;
  return perform(process, row, { type: 'LearnGrading', grading, ...bySystem(process) });
}

async function matchChild(process: Process, row: SendingRow): Promise<boolean> {
  const request = await findRequest(process.database, row.id);
  if (!request) throw new HubError('INTERNAL', 'The request is not there any more');
  const opened = await openMessage(process, request.compact, new Date(request.receivedAt));
  const { child } = transferRequest.read(opened.content);
  const childId = await process.port.matchChild(child);
  const standing = childId ? await process.port.transferStanding(childId, today(process)) : null;
  const stamp = bySystem(process);
  if (!childId || !standing) {
    const why = child.nationalId ? 'No sure match: look at name and birth date' : 'The request has no national id';
    return perform(process, row, { type: 'FindNoMatch', why, ...stamp });
  }
  const { events } = await process.transact((unit) =>
    takeRequestAsChild(unit, row, { standing, how: 'national-id', stamp }),
  );
  process.wake();
  return events.length > 0;
}

const decide = (process: Process, row: SendingRow): Promise<boolean> =>
  perform(process, row, {
    type: 'Decide',
    policy: process.policyOn(today(process)),
    privateSender: isPrivate(process.controller),
    ...bySystem(process),
  });

async function askPermission(process: Process, row: SendingRow): Promise<boolean> {
  if (await learnGrading(process, row)) return true;
  const standing = row.childId ? await process.port.transferStanding(row.childId, today(process)) : null;
  if (!standing) throw new HubError('UNAVAILABLE', 'School-administration does not know the child now');
  const now = process.now().getTime();
  const inDays = new Date(now + process.settings.permissionDays * day).toISOString();
  const deadline = row.state.handOver?.answerBy ?? inDays;
  const remindAt = process.settings.permissionReminderDays
    .map((days) => Date.parse(deadline) - days * day)
    .filter((time) => time > now)
    .sort((one, other) => one - other)
    .map((time) => new Date(time).toISOString());
  return perform(process, row, {
    type: 'AskPermission',
    facts: permissionFactsOf(standing),
    deadline,
    remindAt,
    ...bySystem(process),
  });
}

const givesParts = (category: CategoryId): boolean =>
  partPublishers.some(({ sealed }) => categories[category].heldBy.some((holder) => holder === sealed.publisher));

/**
 * A child that moves on before its data has come here: what is on its way is waited for, so that the next school gets it too. What
 * awaits a permission is not waited for; the next school asks the first one for that itself.
 */
async function waitForIncoming(process: Process, row: SendingRow): Promise<void> {
  const from = row.childId ? await findIncoming(process.database, row.childId, row.peer) : [];
  if (from.length === 0) return;
  throw new HubError(
    'UNAVAILABLE',
    `The child's data is still on its way here from ${from.join(' and ')}: it is waited for`,
  );
}

/** Asks the subgraphs that hold the categories; what no subgraph of this hub gives is known to be empty at once. */
async function gatherParts(process: Process, row: SendingRow): Promise<boolean> {
  await waitForIncoming(process, row);
  const ready = categoriesAt(row.state, 'ready').filter((category) => !row.state.categories[category]?.partId);
  const partIds = Object.fromEntries(ready.map((category) => [category, process.newId()]));
  const stamp = bySystem(process);
  const changed = await process.transact(async (unit) => {
    const { events } = await act(unit, sending, row.id, { type: 'WantParts', partIds, ...stamp });
    for (const event of events)
      for (const { category, partId } of event.type === 'PartsWanted' ? event.parts : [])
        if (!givesParts(category))
          await act(unit, sending, row.id, { type: 'FindPartEmpty', category, partId, ...stamp });
    return events.length > 0;
  });
  if (changed) process.wake();
  return changed;
}

interface PartRow {
  readonly partId: string;
  readonly category: CategoryId;
  readonly sealed: string;
  readonly contentHash: string;
}

async function sendParts(process: Process, row: SendingRow): Promise<boolean> {
  const { state } = row;
  const sealed = new Map(
    categoriesAt(state, 'sealed').map((id) => [state.categories[id]?.partId, state.categories[id]?.decision]),
  );
  const { rows } = await sql<PartRow>`select part_id, category, sealed, content_hash from data_sharing.part
    where transfer_id = ${row.id} and part_id = any(${[...sealed.keys()]}::uuid[]) and sealed is not null`.execute(
    process.database,
  );
  if (rows.length < sealed.size || sealed.size === 0) throw new HubError('INTERNAL', 'A sealed part is missing');
  const batch = state.batches.length + 1;
  const parts = rows.map((part) => {
    const decision = sealed.get(part.partId);
    return {
      ...part,
      rule: decision?.rule ?? '',
      hjemmel: decision?.hjemmel ?? '',
      asHistory: decision?.asHistory ?? false,
    };
  });
  const message = await writeMessage(process, transferParts, row.peer, row, { transferId: row.id, batch, parts });
  const changed = await process.transact(async (unit) => {
    const command: SendingCommand = {
      type: 'SendParts',
      categories: rows.map((part) => part.category),
      messageId: message.id,
      contentHash: message.contentHash,
      ...bySystem(process),
    };
    const { events } = await act(unit, sending, row.id, command, { expectedVersion: row.version, message });
    await sql`update data_sharing.part set batch = ${batch} where part_id = any(${rows.map((part) => part.partId)}::uuid[])`.execute(
      unit.tx,
    );
    return events.length > 0;
  });
  process.wake();
  return changed;
}

async function tellDecision(process: Process, row: SendingRow): Promise<boolean> {
  const { state } = row;
  const { told, final, isNews } = toldOf(state);
  if (!isNews) return false;
  const decisions = categoriesIn(state).flatMap(([category, { decision }]) => {
    const status = told[category];
    const { rule, hjemmel, asHistory } = decision;
    return status ? [{ category, status, rule, hjemmel, asHistory }] : [];
  });
  const message = await writeMessage(process, transferDecision, row.peer, row, {
    transferId: row.id,
    revision: state.revision + 1,
    round: state.round,
    policyVersion: state.policyVersion ?? process.policyOn(today(process)).version,
    final,
    batches: state.batches.filter((batch) => !batch.reopened).length,
    decisions,
  });
  const command: SendingCommand = { type: 'TellDecision', messageId: message.id, ...bySystem(process) };
  return perform(process, row, command, { expectedVersion: row.version, message });
}

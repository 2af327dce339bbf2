import type { TransferStanding } from '#contracts/ports.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import type { CommandStamp } from '../domain/actor.ts';
import { transferOffer, transferOfferAnswer } from '../domain/messages/transfer-offer.ts';
import type { ReceivingState } from '../domain/receiving/state.ts';
import { receiving } from '../sides.ts';
import { type Acted, act } from '../store/act.ts';
import { findOpenMoves } from '../store/find-open-move.ts';
import { findRequest, forgetRequest } from '../store/find-request.ts';
import type { DataSharingTables } from '../store/tables.ts';
import { gradingOf } from './permission-facts.ts';
import { bySystem, type Process } from './process.ts';
import type { ReceivingRow } from './receiving-steps.ts';
import { openMessage, writeMessage } from './seal-message.ts';

const day = 86_400_000;
/** How long after the child was to start it is still looked for; then a person says what the offer is about. */
const looksForDays = 60;

/** Finds the child that is offered, by national id with a name and birth date that agree; anything less sure waits for a person. */
export async function matchOffer(process: Process, row: ReceivingRow): Promise<boolean> {
  const request = await findRequest(process.database, row.id);
  const { offer } = row.state;
  if (!request || !offer) throw new HubError('INTERNAL', 'The offer is not there any more');
  const opened = await openMessage(process, request.compact, new Date(request.receivedAt));
  const { child } = transferOffer.read(opened.content);
  const childId = await process.port.matchChild(child);
  const standing = childId ? await process.port.transferStanding(childId, dateInNorway(process.now())) : null;
  const stamp = bySystem(process);
  const acted = await process.transact(async (unit) => {
    if (standing) return takeAsChild(unit, row, { standing, how: 'national-id', stamp });
    const again = process.now().getTime() + day;
    const lookAgain = again < Date.parse(offer.startsOn) + looksForDays * day;
    const why = child.nationalId ? 'No sure match: look at name and birth date' : 'The offer has no national id';
    return act(unit, receiving, row.id, {
      type: 'FindNoChild',
      why,
      ...(lookAgain ? { lookAgainAt: new Date(again).toISOString() } : {}),
      ...stamp,
    });
  });
  process.wake();
  return acted.events.length > 0;
}

interface FoundChild {
  readonly standing: TransferStanding;
  readonly how: 'national-id' | 'person';
  readonly stamp: CommandStamp;
}

/**
 * The offer is about this child. A move that was announced here, from the same controller, becomes one with it: where the law lets the
 * receiver only be handed to, the announcement gives way; where the receiver may ask, what it asks for itself goes before.
 */
export async function takeAsChild(
  unit: UnitOfWork<DataSharingTables>,
  row: Pick<ReceivingRow, 'id'> & { readonly state: ReceivingState },
  { standing, how, stamp }: FoundChild,
): Promise<Acted<ReceivingState, { readonly type: string }>> {
  if (!row.state.offer) throw new HubError('INTERNAL', 'There is no offer to take');
  const { peer } = row.state.offer;
  const { childId } = standing;
  const others = (await findOpenMoves(unit.tx, childId, peer)).filter(({ id }) => id !== row.id);
  const waiting = others.filter(({ form }) => form === 'hand-over');
  for (const { id } of waiting)
    await act(unit, receiving, id, {
      type: 'Cancel',
      reason: 'Handed over by the one that the child comes from',
      replacedBy: row.id,
      ...stamp,
    });
  const acted = await act(unit, receiving, row.id, {
    type: 'MatchOffer',
    childId,
    how,
    unit: standing.unitId,
    grading: gradingOf(standing.grading),
    askedAlready: waiting.length < others.length,
    ...stamp,
  });
  await forgetRequest(unit.tx, row.id);
  return acted;
}

/** The look at the grading comes first: the answer says that the child is here. */
export async function answerOffer(process: Process, row: ReceivingRow): Promise<boolean> {
  const { offer } = row.state;
  if (!offer?.answer) return false;
  const message = await writeMessage(process, transferOfferAnswer, offer.peer, row, {
    transferId: row.id,
    answer: offer.answer,
  });
  const { events } = await process.transact(async (unit) => {
    const command = { type: 'AnswerOffer', messageId: message.id, ...bySystem(process) } as const;
    return act(unit, receiving, row.id, command, { expectedVersion: row.version, message });
  });
  process.wake();
  return events.length > 0;
}

import type { TransferStanding } from '#contracts/ports.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import type { CommandStamp } from '../domain/actor.ts';
import type { SendingState } from '../domain/sending/state.ts';
import { sending } from '../sides.ts';
import { act } from '../store/act.ts';
import { findOpenSendings } from '../store/find-open-sendings.ts';
import { forgetRequest } from '../store/find-request.ts';
import type { DataSharingTables } from '../store/tables.ts';
import { gradingOf } from './permission-facts.ts';

interface FoundChild {
  readonly standing: TransferStanding;
  readonly how: 'national-id' | 'person';
  readonly stamp: CommandStamp;
}

/**
 * The request is about this child. A hand-over to the same controller becomes one with it: where the law lets the receiver only be
 * handed to, the hand-over goes on and the request is answered by it; where the receiver may ask, its request goes before a hand-over
 * that has not been offered yet.
 */
export async function takeRequestAsChild(
  unit: UnitOfWork<DataSharingTables>,
  row: { readonly id: string; readonly peer: string; readonly state: SendingState },
  { standing, how, stamp }: FoundChild,
) {
  const { childId, grading } = standing;
  const open = await findOpenSendings(unit.tx, [childId]);
  const handOver = open.find((one) => one.handedOver && one.peer === row.peer);
  const acted = await act(unit, sending, row.id, {
    type: 'MatchChild',
    childId,
    how,
    grading: gradingOf(grading),
    ...stamp,
  });
  await forgetRequest(unit.tx, row.id);
  const cancel = (id: string, replacedBy: string, reason: string) =>
    act(unit, sending, id, { type: 'Cancel', reason, replacedBy, ...stamp });
  if (handOver && row.state.form === 'hand-over')
    await cancel(row.id, handOver.id, 'It is handed over after permission, and not asked for');
  else if (handOver && !handOver.offered) await cancel(handOver.id, row.id, 'The receiver has asked for it itself');
  return acted;
}

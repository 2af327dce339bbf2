import { HubError } from '#kit/errors/hub-error.ts';
import { transferCancelledMessage } from '../domain/messages/transfer-cancelled.ts';
import { transferOffer } from '../domain/messages/transfer-offer.ts';
import type { HandOverCommand } from '../domain/sending/hand-over/commands.ts';
import { sending } from '../sides.ts';
import { act } from '../store/act.ts';
import { bySystem, type Process } from './process.ts';
import { type WaitingMessage, writeMessage } from './seal-message.ts';
import type { SendingRow } from './sending-steps.ts';

async function perform(
  process: Process,
  row: SendingRow,
  command: HandOverCommand,
  message?: WaitingMessage,
): Promise<boolean> {
  const options = message ? { expectedVersion: row.version, message } : {};
  const { events } = await process.transact((unit) =>
    act(unit, sending, row.id, { ...command, ...bySystem(process) }, options),
  );
  if (events.length > 0) process.wake();
  return events.length > 0;
}

export const remindPermission = (process: Process, row: SendingRow): Promise<boolean> =>
  perform(process, row, { type: 'RemindPermission' });

export const withholdUnidentified = (process: Process, row: SendingRow): Promise<boolean> =>
  perform(process, row, { type: 'WithholdUnidentified' });

export const shareWithin = (process: Process, row: SendingRow): Promise<boolean> =>
  perform(process, row, { type: 'ShareWithin' });

export async function sendOffer(process: Process, row: SendingRow): Promise<boolean> {
  const { handOver, direction, peer } = row.state;
  if (!row.childId || !handOver) throw new HubError('INTERNAL', 'A hand-over without what is known of it');
  const child = await process.port.identityOf(row.childId);
  if (!child) throw new HubError('UNAVAILABLE', 'School-administration does not know who the child is now');
  const { organisationNumber, name } = process.controller;
  const { nationalId, givenName, familyName, birthDate } = child;
  const message = await writeMessage(process, transferOffer, peer, row, {
    transferId: row.id,
    direction,
    sender: { organisationNumber, name },
    unit: handOver.unit,
    startsOn: handOver.startsOn,
    child: { nationalId, givenName, familyName, birthDate },
  });
  return perform(process, row, { type: 'SendOffer', messageId: message.id }, message);
}

export async function tellReceiverCancelled(process: Process, row: SendingRow): Promise<boolean> {
  const content = { transferId: row.id, kind: 'cancelled' as const };
  const message = await writeMessage(process, transferCancelledMessage, row.peer, row, content);
  return perform(process, row, { type: 'TellCancelled', messageId: message.id }, message);
}

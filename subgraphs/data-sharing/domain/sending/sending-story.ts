/** The commands of one story, by name: Sarpsborg asks Ringsaker for categories of a child of ten. */
import type { CategoryId } from '#contracts/categories.ts';
import type { AddressGrading } from '../actor.ts';
import { at, deadline, peerHub, policy, rektor, requests, system, tenYearOld } from '../transfer-builders.ts';
import type { SendingCommand } from './commands.ts';

export const asked = (...categories: readonly CategoryId[]): SendingCommand => ({
  type: 'ReceiveRequest',
  transferId: 'transfer-1',
  peer: '312000016',
  peerName: 'Sarpsborg kommune',
  round: 1,
  direction: 'school-to-school',
  privateReceiver: false,
  startsOn: '2026-11-22',
  requests: requests(...categories),
  contentHash: 'sha-256:request',
  ...at('09:00', peerHub),
});
export const matched = (grading: AddressGrading = 'none'): SendingCommand => ({
  type: 'MatchChild',
  childId: 'child-1',
  how: 'national-id',
  grading,
  ...at('09:01'),
});
export const decided: SendingCommand = { type: 'Decide', policy, privateSender: false, ...at('09:02') };
export const askedForPermission: SendingCommand = {
  type: 'AskPermission',
  facts: tenYearOld,
  deadline,
  ...at('09:03'),
};
export const answers = (
  type: 'Permit' | 'Refuse',
  by: string,
  over: Partial<{ time: string; category: CategoryId }> = {},
): SendingCommand => ({
  type,
  by,
  category: over.category ?? 'health',
  channel: 'portal',
  facts: tenYearOld,
  ...at(over.time ?? '10:00', { kind: 'person', id: by }),
});
export const wanted = (...categories: readonly CategoryId[]): SendingCommand => ({
  type: 'WantParts',
  partIds: Object.fromEntries(categories.map((category) => [category, `part-${category}`])),
  ...at('10:50'),
});
export const sealed = (category: CategoryId, partId = `part-${category}`): SendingCommand => ({
  type: 'SealPart',
  category,
  partId,
  ...at('11:00'),
});
export const sent = (...categories: readonly CategoryId[]): SendingCommand => ({
  type: 'SendParts',
  categories,
  messageId: `message-${categories.join()}`,
  contentHash: 'sha-256:parts',
  ...at('11:05'),
});
export const receipt: SendingCommand = {
  type: 'RecordReceipt',
  batch: 1,
  contentHash: 'sha-256:parts',
  receipt: 'jws',
  ...at('11:10', peerHub),
};
export const journalled: SendingCommand = { type: 'RecordJournal', journalpost: '2026/1-1', ...at('11:11') };
export const released = (
  category: CategoryId,
  over: Partial<{ reason: string; thirdPartiesRemoved: boolean; person: boolean }> = {},
): SendingCommand => ({
  type: 'ReleaseByHand',
  category,
  reason: over.reason ?? 'The new school needs it to keep the pupils safe',
  thirdPartiesRemoved: over.thirdPartiesRemoved ?? true,
  ...at('10:30', over.person === false ? system : rektor),
});
export const waitingForPermission = [asked('final-assessment', 'health'), matched(), decided, askedForPermission];

/** Named builders for the tests of this folder: a child of 10 with two holders, a school-to-school transfer, its policy. */
import { join } from 'node:path';
import type { CategoryId } from '#contracts/categories.ts';
import { loadTransferPolicy } from '#contracts/policy/transfer-policy.ts';
import type { Actor, CommandStamp } from './actor.ts';
import type { CategoryRequest } from './decide-category.ts';
import type { PermissionFacts } from './who-permits.ts';

export const policy = loadTransferPolicy(join(import.meta.dirname, '../../../contracts/policy'), '2026-11-22');

export const system: Actor = { kind: 'system', id: 'data-sharing' };
export const peerHub: Actor = { kind: 'peer', id: '312000016' };
export const rektor: Actor = { kind: 'person', id: 'rektor', role: 'rektor' };
export const mother: Actor = { kind: 'person', id: 'mother', role: 'guardian' };

/** A time on 22 November 2026, or the time that is given in full. */
export const at = (time: string, actor: Actor = system): CommandStamp => ({
  at: time.length > 5 ? time : `2026-11-22T${time}:00.000Z`,
  actor,
});
export const deadline = '2026-12-06T12:00:00.000Z';

export const tenYearOld: PermissionFacts = {
  pupil: { id: 'pupil', birthDate: '2016-04-17' },
  holders: [
    { id: 'mother', clearedForNewPlace: true },
    { id: 'father', clearedForNewPlace: true },
  ],
};
export const sixteenYearOld: PermissionFacts = { ...tenYearOld, pupil: { id: 'pupil', birthDate: '2010-04-17' } };

const byPermission: readonly CategoryId[] = [
  'health',
  'expert-assessment-plans',
  'school-environment',
  'individual-decisions',
];
/** A request for a category with the purpose that a school would give. */
export const request = (category: CategoryId): CategoryRequest => ({
  category,
  purpose: byPermission.includes(category) ? 'adapt-the-teaching' : 'right-to-education',
});
export const requests = (...categories: readonly CategoryId[]) => categories.map(request);

import { describe, expect, test } from 'vitest';
import {
  type ApprovalCommand,
  type ApprovalEvent,
  decideApproval,
  evolveApproval,
  initialApproval,
  isDistributedTo,
} from './approval.ts';
import { assessAvailability } from './availability.ts';
import { exampleResource } from './resource.example.ts';

const at = '2026-08-17T08:00:00Z';
const by = 'person-1';
const open = assessAvailability(exampleResource(), '2026-08-17');
const closed = assessAvailability(exampleResource({ resale: true }), '2026-08-17');

const proposed: ApprovalEvent = { type: 'ResourceProposed', by, at, why: 'Fits our plan' };
const reviewed: ApprovalEvent = { type: 'ResourceReviewed', by, at, assessment: 'Good' };
const checked: ApprovalEvent = { type: 'ResourceChecked', by, at, scope: 'WITH_PERSONAL_DATA', assessment: 'In order' };
const checkedWithout: ApprovalEvent = { ...checked, scope: 'WITHOUT_PERSONAL_DATA' };
const approved: ApprovalEvent = { type: 'ResourceApproved', by, at, until: '2027-07-31' };
const distributed: ApprovalEvent = { type: 'ResourceDistributed', by, at, levels: ['YEAR_4'], units: ['974760673'] };
const history = [proposed, reviewed, checked, approved, distributed];

const given = (events: readonly ApprovalEvent[]) => ({
  when: (command: ApprovalCommand) => decideApproval(command, events.reduce(evolveApproval, initialApproval())),
});
const stateAfter = (events: readonly ApprovalEvent[]) => events.reduce(evolveApproval, initialApproval());

describe('approval of a resource', () => {
  test('goes from proposal to distribution, one step at a time', () => {
    expect(given([]).when({ type: 'Propose', by, at, why: 'Fits our plan' })).toEqual({ events: [proposed] });
    expect(given([proposed]).when({ type: 'Review', by, at, assessment: 'Good' })).toEqual({ events: [reviewed] });
    expect(
      given([proposed, reviewed]).when({
        type: 'CheckLegally',
        by,
        at,
        scope: 'WITH_PERSONAL_DATA',
        assessment: 'In order',
        availability: open,
      }),
    ).toEqual({ events: [checked] });
    expect(
      given([proposed, reviewed, checked]).when({ type: 'Approve', by, at, on: '2026-08-17', until: '2027-07-31' }),
    ).toEqual({
      events: [approved],
    });
    expect(
      given([proposed, reviewed, checked, approved]).when({
        type: 'Distribute',
        by,
        at,
        levels: ['YEAR_4'],
        units: ['974760673'],
        availability: open,
      }),
    ).toEqual({ events: [distributed] });
  });

  test.each([
    [
      'the owner cannot approve before the legal check',
      [proposed, reviewed],
      { type: 'Approve', by, at, on: '2026-08-17' },
    ],
    [
      'the review cannot be skipped',
      [proposed],
      { type: 'CheckLegally', by, at, scope: 'WITH_PERSONAL_DATA', assessment: 'x', availability: open },
    ],
    [
      'nothing is distributed before the owner approves',
      [proposed, reviewed, checked],
      { type: 'Distribute', by, at, levels: ['YEAR_4'], units: [], availability: open },
    ],
    [
      'what is approved is withdrawn, not rejected',
      [proposed, reviewed, checked, approved],
      { type: 'Reject', by, at, reason: 'No' },
    ],
    ['what waits for an answer is rejected, not withdrawn', [proposed], { type: 'Withdraw', by, at, reason: 'No' }],
    ['a proposal is made once', [proposed], { type: 'Propose', by, at, why: 'Again' }],
    ['nothing happens to what nobody proposed', [], { type: 'Review', by, at, assessment: 'Good' }],
  ] as const)('%s', (_, events, command) => {
    expect(given(events).when(command)).toMatchObject({ refusal: { code: 'WRONG_STEP' } });
  });

  test('the legal check cannot let personal data through where the law closes it, and says why', () => {
    const command = { type: 'CheckLegally', by, at, assessment: 'Looks fine', availability: closed } as const;
    expect(given([proposed, reviewed]).when({ ...command, scope: 'WITH_PERSONAL_DATA' })).toEqual({
      refusal: {
        code: 'NOT_AVAILABLE_WITH_PERSONAL_DATA',
        message: expect.stringContaining('GDPR art. 28'),
      },
    });
    expect(given([proposed, reviewed]).when({ ...command, scope: 'WITHOUT_PERSONAL_DATA' }).events).toHaveLength(1);
  });

  test('an agreement that ended after the legal check stops the distribution', () => {
    const command = { type: 'Distribute', by, at, levels: ['YEAR_4'], units: [], availability: closed } as const;
    expect(given([proposed, reviewed, checked, approved]).when(command).refusal?.code).toBe(
      'NOT_AVAILABLE_WITH_PERSONAL_DATA',
    );
    expect(given([proposed, reviewed, checkedWithout, approved]).when(command).events).toHaveLength(1);
  });

  test.each([
    [[proposed], 'REVIEW'],
    [[proposed, reviewed], 'LEGAL_CHECK'],
    [[proposed, reviewed, checked], 'OWNER'],
  ] as const)('a rejection with a reason remembers the step it came at', (events, atStep) => {
    const decision = given(events).when({ type: 'Reject', by, at, reason: ' Too dear ' });
    expect(decision).toEqual({ events: [{ type: 'ResourceRejected', by, at, atStep, reason: 'Too dear' }] });
  });

  test.each([
    [[], { type: 'Propose', by, at, why: ' ' }],
    [[proposed], { type: 'Review', by, at, assessment: '' }],
    [
      [proposed, reviewed],
      { type: 'CheckLegally', by, at, scope: 'WITHOUT_PERSONAL_DATA', assessment: '', availability: open },
    ],
    [[proposed], { type: 'Reject', by, at, reason: '' }],
    [history, { type: 'Withdraw', by, at, reason: '  ' }],
  ] as const)('no step is taken without words', (events, command) => {
    expect(given(events).when(command)).toMatchObject({ refusal: { code: 'REASON_MISSING' } });
  });

  test('a rejected resource may be proposed anew, and starts from the beginning', () => {
    const rejected: ApprovalEvent = { type: 'ResourceRejected', by, at, atStep: 'OWNER', reason: 'Too dear' };
    const again = [proposed, reviewed, checked, rejected, proposed];
    expect(stateAfter(again)).toEqual({ status: 'PROPOSED', levels: [], units: [] });
    expect(given(again).when({ type: 'Approve', by, at, on: '2026-08-17' })).toMatchObject({
      refusal: { code: 'WRONG_STEP' },
    });
  });

  test('an approval expires after its last day, not on it', () => {
    expect(given(history).when({ type: 'Expire', by: 'hub', at, on: '2027-07-31' })).toMatchObject({
      refusal: { code: 'NOT_DUE' },
    });
    expect(given(history).when({ type: 'Expire', by: 'hub', at, on: '2027-08-01' }).events).toHaveLength(1);
  });

  test('an approval that would end before it begins is refused', () => {
    expect(
      given([proposed, reviewed, checked]).when({ type: 'Approve', by, at, on: '2026-08-17', until: '2026-08-16' }),
    ).toMatchObject({
      refusal: { code: 'IN_THE_PAST' },
    });
  });

  test('it is in use only where it is distributed, and only until its last day', () => {
    expect(isDistributedTo(stateAfter(history), '974760673', '2027-07-31')).toBe(true);
    expect(isDistributedTo(stateAfter(history), '974760673', '2027-08-01')).toBe(false);
    expect(isDistributedTo(stateAfter(history), '999999999', '2026-09-01')).toBe(false);
    expect(isDistributedTo(stateAfter(history.slice(0, 4)), '974760673', '2026-09-01')).toBe(false);
  });

  test('withdrawn, it is nowhere', () => {
    const state = stateAfter([...history, { type: 'ResourceWithdrawn', by, at, reason: 'Leak' }]);
    expect(state).toMatchObject({ status: 'WITHDRAWN', levels: [], units: [], reason: 'Leak' });
    expect(isDistributedTo(state, '974760673', '2026-09-01')).toBe(false);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideChanges, type GroupRef, type Movement, type OpenChange } from './decide-changes.ts';

const organisation: GroupRef = { groupId: 'org', type: 'ORGANISATION' };
const oldSchool: GroupRef = { groupId: 'old school', type: 'SCHOOL' };
const oldClass: GroupRef = { groupId: '7A', type: 'GROUP' };
const newSchool: GroupRef = { groupId: 'new school', type: 'SCHOOL' };
const newClass: GroupRef = { groupId: '8B', type: 'GROUP' };
const join = ({ groupId }: GroupRef) => ({ groupId, kind: 'JOIN' as const });
const leave = ({ groupId }: GroupRef) => ({ groupId, kind: 'LEAVE' as const });

describe('the changes that the directory is asked for', () => {
  it('are, for a child who left, to leave everything here, the host organisation too', () => {
    const current = [organisation, oldSchool, oldClass];
    expect(decideChanges({ movement: 'LEFT', current, wanted: [oldSchool, oldClass], open: [] })).toEqual({
      ask: current.map(leave),
      withdraw: [],
    });
  });

  it('are, for a child who came, to join what the placement says and to leave nothing', () => {
    const decision = decideChanges({
      movement: 'CAME',
      current: [organisation],
      wanted: [newSchool, newClass],
      open: [],
    });
    expect(decision).toEqual({ ask: [join(newSchool), join(newClass)], withdraw: [] });
  });

  it('are, for a change of school within, to join the new and leave the old, and to keep the host organisation', () => {
    const current = [organisation, oldSchool, oldClass];
    const decision = decideChanges({ movement: 'WITHIN', current, wanted: [newSchool, newClass], open: [] });
    expect(decision.ask).toEqual([join(newSchool), join(newClass), leave(oldSchool), leave(oldClass)]);
  });

  it('are none when all fits, and none a second time while the first is open', () => {
    const wanted = [newSchool, newClass];
    expect(decideChanges({ movement: 'WITHIN', current: [organisation, ...wanted], wanted, open: [] }).ask).toEqual([]);
    const open = wanted.map((group, index) => ({ id: `c${index}`, handedOver: true, ...join(group) }));
    expect(decideChanges({ movement: 'CAME', current: [], wanted, open })).toEqual({ ask: [], withdraw: [] });
  });

  it('take back what was asked for before and is wanted no more', () => {
    const open: OpenChange[] = [
      { id: 'c1', handedOver: false, ...join(newClass) },
      { id: 'c2', handedOver: false, ...leave(oldSchool) },
    ];
    expect(decideChanges({ movement: 'LEFT', current: [oldSchool], wanted: [], open })).toEqual({
      ask: [],
      withdraw: ['c1'],
    });
    const back = decideChanges({ movement: 'CAME', current: [oldSchool], wanted: [oldSchool], open });
    expect(back).toEqual({ ask: [], withdraw: ['c2'] });
  });

  it('undo what the directory has got already', () => {
    const open: OpenChange[] = [{ id: 'c1', handedOver: true, ...join(newClass) }];
    expect(decideChanges({ movement: 'LEFT', current: [], wanted: [], open })).toEqual({
      ask: [leave(newClass)],
      withdraw: ['c1'],
    });
  });

  it('bring Feide, once made, to what was wanted, whatever came before', () => {
    const groups = [organisation, oldSchool, oldClass, newSchool, newClass];
    const some = fc.subarray(groups);
    const opens = fc
      .array(
        fc.record({
          group: fc.constantFrom(...groups),
          kind: fc.constantFrom('JOIN' as const, 'LEAVE' as const),
          handedOver: fc.boolean(),
        }),
      )
      .map((changes) => [...new Map(changes.map((change) => [change.group.groupId, change])).values()])
      .map((changes) =>
        changes.map(
          ({ group, ...change }, index): OpenChange => ({ id: `c${index}`, groupId: group.groupId, ...change }),
        ),
      );
    fc.assert(
      fc.property(fc.constantFrom<Movement>('LEFT', 'WITHIN'), some, some, opens, (movement, current, wanted, open) => {
        const decision = decideChanges({ movement, current, wanted, open });
        const made = [
          ...open.filter(({ id, handedOver }) => handedOver || !decision.withdraw.includes(id)),
          ...decision.ask,
        ];
        const after = new Set(current.map(({ groupId }) => groupId));
        for (const { groupId, kind } of made) {
          if (kind === 'JOIN') after.add(groupId);
          else after.delete(groupId);
        }
        const goal = new Set(movement === 'LEFT' ? [] : wanted.map(({ groupId }) => groupId));
        if (movement === 'WITHIN') {
          after.delete(organisation.groupId);
          goal.delete(organisation.groupId);
        }
        expect(after).toEqual(goal);
      }),
    );
  });
});

import { expect } from 'vitest';
import { answerAs, mutate } from './staff-work.ts';
import type { TestHub } from './test-hub.ts';
import { startTwoHubs, type TwoHubs } from './two-hubs.ts';

const held = { 'development-observations': 'Plays well with others', health: 'Allergic to nuts' };

/** What is done in a hand-over from Ringsaker, in a test of its own two hubs each. */
export function handOverStory() {
  let hubs: TwoHubs | undefined;
  const running = (): TwoHubs => {
    if (!hubs) throw new Error('no hub runs: begin first');
    return hubs;
  };
  const prepare = (over: Record<string, unknown> = {}, by: TestHub = running().ringsaker) =>
    mutate(by, 'prepareHandOver', 'PrepareHandOverInput', {
      childId: running().from,
      toOrganisation: running().sarpsborg.controller.organisationNumber,
      startsOn: '2027-08-16',
      direction: 'KINDERGARTEN_TO_SCHOOL',
      ...over,
    });
  return {
    get hubs() {
      return running();
    },
    async begin(options: Parameters<typeof startTwoHubs>[0] = {}) {
      hubs = await startTwoHubs({ held, ...options });
      return hubs;
    },
    prepare,
    async begun(over: Record<string, unknown> = {}): Promise<string> {
      const { transfer, userErrors } = await prepare(over);
      expect(userErrors).toEqual([]);
      if (!transfer) throw new Error('nothing was prepared');
      await running().settle();
      return transfer.id;
    },
    /** Each of the persons answers, and what follows by itself is done. */
    async answer(
      id: string,
      deed: 'permitTransfer' | 'refuseTransfer' | 'withdrawPermission',
      categories: readonly string[],
      ...persons: readonly string[]
    ) {
      for (const person of persons) {
        const { userErrors } = await answerAs(running().ringsaker, running().from, person, deed, id, categories);
        expect(userErrors).toEqual([]);
      }
      await running().settle();
    },
    async phaseAt(hub: TestHub, id: string) {
      const { data } = await hub.query<{ transfer: { phase: string } | null }>(
        'query ($id: ID!) { transfer(id: $id) { phase } }',
        { id },
      );
      return data?.transfer?.phase ?? null;
    },
    async waitsAt(hub: TestHub, id: string) {
      const text = 'query ($id: ID!) { transfer(id: $id) { waitsFor { what why since until } } }';
      type Waits = { transfer: { waitsFor: ReadonlyArray<Record<string, unknown>> } };
      const { data, errors } = await hub.query<Waits>(text, { id });
      expect(errors ?? []).toEqual([]);
      return data?.transfer.waitsFor ?? [];
    },
    async passDays(days: number) {
      const { clock, settle } = running();
      clock.now = new Date(clock.now.getTime() + days * 86_400_000);
      await settle();
    },
    close: async () => hubs?.close(),
  };
}

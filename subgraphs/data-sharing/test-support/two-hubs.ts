import { randomUUID } from 'node:crypto';
import type { Controller } from '#kit/serve/subgraph.ts';
import { tenYearOld } from './school-stand-in.ts';
import { type Clock, Killed, TestHub } from './test-hub.ts';

const controller = (organisationNumber: string, name: string, municipalityNumber: string): Controller => ({
  organisationNumber,
  name,
  municipalityNumber,
  kind: 'MUNICIPALITY',
  demo: true,
});

/** Ringsaker, where the child comes from, and Sarpsborg, where it goes: two hubs that share nothing but what they send each other. */
export interface TwoHubs {
  readonly ringsaker: TestHub;
  readonly sarpsborg: TestHub;
  readonly clock: Clock;
  /** The child's id at each hub. */
  readonly from: string;
  readonly to: string;
  /** Goes on until nothing more happens by itself; waits out back-offs, not deadlines. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Back-offs and the claims of a killed process are waited out, deadlines are not. */
const patienceMs = 5 * 60_000;

export async function startTwoHubs(
  options: { readonly settings?: Record<string, unknown>; readonly held?: Record<string, string> } = {},
): Promise<TwoHubs> {
  const clock = { now: new Date('2026-11-22T09:00:00Z') };
  const settings = { holdSeconds: 0, ...options.settings };
  const [ringsaker, sarpsborg] = await Promise.all([
    TestHub.start(controller('312000008', 'Ringsaker kommune', '3411'), clock, settings),
    TestHub.start(controller('312000016', 'Sarpsborg kommune', '3105'), clock, settings),
  ]);
  ringsaker.peers.push(sarpsborg.asPeer());
  sarpsborg.peers.push(ringsaker.asPeer());
  const [from, to] = [randomUUID(), randomUUID()];
  const held = {
    enrolment: 'Year 1 to 5',
    'final-assessment': 'none yet',
    health: 'Allergic to nuts',
    ...options.held,
  };
  ringsaker.school.children.set(from, tenYearOld(from, held));
  sarpsborg.school.children.set(to, tenYearOld(to));
  ringsaker.facts[from] = ['isCaseWorker', 'leadsSchool'];
  sarpsborg.facts[to] = ['isCaseWorker', 'leadsSchool'];
  const hubs = [ringsaker, sarpsborg];
  const round = async (hub: TestHub): Promise<void> => {
    try {
      await hub.running.catchUp();
      while (await hub.pump());
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      await hub.restart();
    }
  };
  return {
    ringsaker,
    sarpsborg,
    clock,
    from,
    to,
    async settle() {
      for (let rounds = 0; rounds < 500; rounds += 1) {
        for (const hub of hubs) await round(hub);
        const dues = await Promise.all(hubs.map((hub) => hub.nextDue()));
        const next = Math.min(...dues);
        if (next > clock.now.getTime() + patienceMs) return;
        clock.now = new Date(Math.max(next, clock.now.getTime()) + 1);
      }
      throw new Error('it never comes to rest');
    },
    async close() {
      await Promise.all(hubs.map((hub) => hub.close()));
    },
  };
}

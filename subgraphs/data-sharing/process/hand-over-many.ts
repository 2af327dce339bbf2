import type { TransferDirection } from '#contracts/policy/transfer-policy-schema.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { findReceiver, prepareHandOvers } from './prepare-hand-overs.ts';
import type { Process } from './process.ts';

/** Children to hand over, as the hub's operator names them; null where one is not known here. */
export interface ChildrenToHandOver {
  readonly childIds: ReadonlyArray<string | null>;
  /** The receiving controller's organisation number. */
  readonly to: string;
  readonly unit: string | null;
  /** ISO date. */
  readonly startsOn: string;
  readonly direction: TransferDirection;
  /** ISO time after which silence withholds; without it the controller's own number of days. */
  readonly answerBy: string | null;
}

export interface HandedOver {
  readonly begun: number;
  readonly underWay: number;
  readonly elsewhere: number;
  /** Places in the list of children who are not known here, or of whom the hub tells nothing. */
  readonly notHere: readonly number[];
}

const perTransaction = 500;

/** Begins the hand-overs of a list, some hundreds in a transaction: stopped and begun again, it goes on with those that are left. */
export async function handOverMany(process: Process, asked: ChildrenToHandOver): Promise<HandedOver> {
  const { childIds, answerBy, to, ...terms } = asked;
  if (answerBy !== null && Date.parse(answerBy) <= process.now().getTime())
    throw new HubError('BAD_INPUT', 'Those who decide must have time to answer: choose a later --answer-by.');
  const receiver = await findReceiver(process, asked);
  const known = [...new Set(childIds.filter((id) => id !== null))];
  const standings = await process.port.transferStandings(known, dateInNorway(process.now()));
  const here = standings.filter(({ grading }) => grading !== 'STRICTLY_CONFIDENTIAL');
  let [begun, underWay, elsewhere] = [0, 0, 0];
  for (let from = 0; from < here.length; from += perTransaction) {
    const some = here.slice(from, from + perTransaction);
    const stamp = { at: process.now().toISOString(), actor: { kind: 'system', id: 'operator' } } as const;
    const done = await process.transact((unit) =>
      prepareHandOvers(process, unit, some, { ...terms, ...receiver, ...(answerBy ? { answerBy } : {}) }, stamp),
    );
    begun += done.begun.size;
    underWay += done.underWay.length;
    elsewhere += done.elsewhere.length;
  }
  process.wake();
  const hereIds = new Set(here.map(({ childId }) => childId));
  const notHere = childIds.flatMap((id, place) => (id !== null && hereIds.has(id) ? [] : [place]));
  return { begun, underWay, elsewhere, notHere };
}

import { z } from 'zod';
import type { CategoryId } from '#contracts/categories.ts';
import { isIsoDate } from '#contracts/identifiers.ts';
import type { Hub } from '#gateway/hub/start-hub.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { erasureLedger, ledgersOf } from '#kit/ledger/ledgers-of.ts';
import { carryOut, retentionLedger, type Tools } from '#kit/retention/carry-out.ts';
import { type Found, findPastItsTime, type Obstacle } from './past-its-time.ts';

export const retentionInput = z.object({
  apply: z.boolean(),
  /** As if it were this day: only to look ahead. Null: today in Norway. */
  on: z.string().refine(isIsoDate, 'must be a date: 2027-08-01').nullable(),
});

/** One category: how many children and rows, by which provision, and what becomes of it. It names no child. */
export interface RetentionLine {
  readonly category: CategoryId;
  readonly children: number;
  readonly rows: number;
  readonly fate: 'closed' | 'disposed';
  readonly legalBasis: string;
  /** Of the children: those whose data stays for now, by what is not done. */
  readonly waiting: Readonly<Partial<Record<Obstacle, number>>>;
}

export interface RetentionReport {
  readonly on: string;
  readonly lines: readonly RetentionLine[];
  /** How many categories of children were closed or disposed of; 0 when it was only looked at. */
  readonly done: number;
}

/** What is past its time, and with `apply` what is to be done with it done: child by child and category by category, whole or not at all. */
export async function retention(
  hub: Hub,
  { apply, on: asked }: z.infer<typeof retentionInput>,
  onProgress: (done: number, total: number) => void,
): Promise<RetentionReport> {
  const deps = hub.depsOf<never>('archive');
  const on = asked ?? dateInNorway(deps.now());
  if (apply && asked !== null)
    throw new HubError(
      'BAD_INPUT',
      '--on looks ahead, and is not given with --apply: what is not past its time stays.',
    );
  const found = await findPastItsTime(hub, on);
  const ready = found.filter(({ obstacle }) => obstacle === null);
  if (apply) {
    const tools = toolsOf(hub);
    for (const [index, past] of ready.entries()) {
      await carryOut(past, tools);
      onProgress(index + 1, ready.length);
    }
  }
  return { on, lines: linesOf(found), done: apply ? ready.length : 0 };
}

function toolsOf(hub: Hub): Tools {
  const { childVault } = hub.depsOf<never>('archive');
  const ledger = ledgersOf(hub.settings, hub.secrets.master);
  return {
    database: hub.database.kysely,
    vault: childVault,
    done: ledger(retentionLedger),
    erasures: ledger(erasureLedger),
    // By the clock that backups are dated by: a restore compares the two.
    now: () => new Date(),
  };
}

function linesOf(found: readonly Found[]): readonly RetentionLine[] {
  return [...Map.groupBy(found, ({ category }) => category)].map(([category, of]) => {
    const waiting: Partial<Record<Obstacle, number>> = {};
    for (const { obstacle } of of) if (obstacle) waiting[obstacle] = (waiting[obstacle] ?? 0) + 1;
    const [{ fate }] = of as [Found, ...Found[]];
    const rows = of.reduce((sum, one) => sum + one.rows, 0);
    return { category, children: of.length, rows, fate: fate.kind, legalBasis: fate.legalBasis, waiting };
  });
}

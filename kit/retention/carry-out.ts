import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Fate } from '#contracts/policy/retention-policy.ts';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { ChildVault, VaultTables } from '#kit/events/child-vault.ts';
import { canonicalJson } from '#kit/events/sealing/canonical-json.ts';
import { eraseChild } from '#kit/ledger/erasures.ts';
import type { Ledger } from '#kit/ledger/ledger.ts';
import type { Holding } from './holding.ts';
import { asJson, type HeldRows, readHeld, removeHeld } from './rows.ts';

export const retentionLedger = 'retention';
const entrySchema = z.object({
  child: z.string(),
  category: z.string(),
  outcome: z.enum(['closed', 'disposed']),
  legalBasis: z.string(),
  at: z.iso.datetime(),
});
type Entry = z.infer<typeof entrySchema>;

/** One category of one child that is past its time. */
export interface PastItsTime {
  readonly child: string;
  readonly category: string;
  readonly fate: Fate;
  /** Every holding of that category, whoever has it. */
  readonly holdings: readonly Holding[];
}

export interface Tools {
  readonly database: Database<unknown>;
  readonly vault: ChildVault;
  /** The ledgers of what may not come back: of retention, and of erased keys. */
  readonly done: Ledger;
  readonly erasures: Ledger;
  readonly now: () => Date;
}

const changedMeanwhile = new HubError('CONFLICT', 'It was changed meanwhile.');
const attempts = 3;

/**
 * Closes or disposes of one category of one child, everywhere or nowhere. It stands in the ledger first, so that no restore brings it back; cut
 * off anywhere, what is left is past its time still, and is done again. Gives how many rows it was.
 */
export async function carryOut(past: PastItsTime, tools: Tools): Promise<number> {
  const { child, category, fate } = past;
  const at = tools.now().toISOString();
  await tools.done.append([{ child, category, outcome: fate.kind, legalBasis: fate.legalBasis, at }]);
  if (fate.kind === 'disposed') {
    // The key goes first: a process that ends here leaves rows, which are found again.
    await eraseChild(tools.database as Database<VaultTables>, tools.erasures, {
      child,
      category,
      authority: fate.legalBasis,
      at,
    });
    return tools.database.transaction().execute(async (tx) => {
      const held = await readAll(tx, past);
      await remove(tx, past);
      await sql`delete from retention.closed where child_id = ${child}::uuid and category = ${category}`.execute(tx);
      return note(tx, past, held, at);
    });
  }
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await close(past, tools, at);
    } catch (error) {
      if (error !== changedMeanwhile || attempt === attempts) throw error;
    }
  }
}

/** Sealed before the transaction: the vault has a connection of its own, and an embedded database has one in all. */
async function close(past: PastItsTime, { database, vault }: Tools, at: string): Promise<number> {
  const before = await database.transaction().execute((tx) => readAll(tx, past));
  const sealed = await vault.seal(asJson(before), past);
  return database.transaction().execute(async (tx) => {
    const held = await readAll(tx, past);
    if (canonicalJson(asJson(held)) !== canonicalJson(asJson(before))) throw changedMeanwhile;
    await remove(tx, past);
    await keepClosed(tx, past, sealed, at);
    return note(tx, past, held, at);
  });
}

async function readAll(tx: DatabaseTransaction<unknown>, { holdings, child }: PastItsTime): Promise<HeldRows[]> {
  const held = [];
  for (const holding of holdings) held.push(await readHeld(tx as never, holding, child));
  return held;
}

async function remove(tx: DatabaseTransaction<unknown>, { holdings, child }: PastItsTime): Promise<void> {
  for (const holding of holdings) await removeHeld(tx as never, holding, child);
}

const keepClosed = (tx: DatabaseTransaction<unknown>, { child, category }: PastItsTime, sealed: string, at: string) =>
  sql`insert into retention.closed (id, child_id, category, sealed, closed_at)
    values (${randomUUID()}, ${child}, ${category}, ${sealed}, ${at})`.execute(tx);

async function note(
  tx: DatabaseTransaction<unknown>,
  { child, category, fate }: PastItsTime,
  held: readonly HeldRows[],
  at: string,
): Promise<number> {
  const rows = held.reduce((sum, one) => sum + one.rows.length, 0);
  await sql`insert into retention.done (id, child_id, category, outcome, rows, legal_basis, done_at)
    values (${randomUUID()}, ${child}, ${category}, ${fate.kind}, ${rows}, ${fate.legalBasis}, ${at})`.execute(tx);
  return rows;
}

/**
 * Does again, in the transaction of a restore, whatever was done after the backup was made: what was disposed of does not come back, and
 * what was closed is closed. What is newer than a later return of the child is not touched: the backup is older than that.
 */
export async function repeatRetention(
  tx: DatabaseTransaction<unknown>,
  options: {
    readonly vault: ChildVault;
    readonly done: Ledger;
    readonly holdings: readonly Holding[];
    readonly madeAt: string;
  },
): Promise<number> {
  const entries: Entry[] = z.array(entrySchema).parse(await options.done.read());
  const latest = new Map<string, Entry>();
  for (const entry of entries) if (entry.at > options.madeAt) latest.set(`${entry.child}/${entry.category}`, entry);
  for (const { child, category, outcome, legalBasis, at } of latest.values()) {
    const past: PastItsTime = {
      child,
      category,
      fate: { kind: outcome, legalBasis },
      holdings: options.holdings.filter((holding) => holding.category === category),
    };
    const held = await readAll(tx, past);
    await remove(tx, past);
    if (outcome === 'disposed')
      await sql`delete from retention.closed where child_id = ${child}::uuid and category = ${category}`.execute(tx);
    else if (held.some(({ rows }) => rows.length > 0))
      await keepClosed(tx, past, await options.vault.seal(asJson(held), past), at);
    await note(tx, past, held, at);
  }
  return latest.size;
}

import { z } from 'zod';
import type { Database } from '#kit/database/database.ts';
import { createWrappedKeyStore, type VaultTables } from '#kit/events/child-vault.ts';
import { shredChild } from '#kit/events/sealing/child-keys.ts';
import type { Ledger } from './ledger.ts';

const erasureSchema = z.object({
  child: z.string().describe('The pseudonymous child id'),
  category: z.string().nullable().describe('One category, or all of them'),
  /** What allows it: a statute, a decision, a permission of Nasjonalarkivet. */
  authority: z.string().min(1),
  at: z.iso.datetime(),
});
export type Erasure = z.infer<typeof erasureSchema>;

export const readErasures = async (ledger: Ledger): Promise<readonly Erasure[]> =>
  z.array(erasureSchema).parse(await ledger.read());

/**
 * Erases what is sealed of a child, in every copy: the log's, backups' and peers' messages under way. It stands in the ledger before
 * anything is deleted, so that no restore brings it back; cut off between the two it is done again by `repeatErasures`.
 */
export async function eraseChild(database: Database<VaultTables>, ledger: Ledger, erasure: Erasure): Promise<number> {
  await ledger.append([erasure]);
  return shredChild(erasure.child, createWrappedKeyStore(database), erasure.category ?? undefined);
}

/** Does again whatever the ledger says was erased; gives how many keys had come back. */
export async function repeatErasures(database: Database<VaultTables>, ledger: Ledger): Promise<number> {
  const store = createWrappedKeyStore(database);
  let gone = 0;
  for (const { child, category } of await readErasures(ledger))
    gone += await shredChild(child, store, category ?? undefined);
  return gone;
}

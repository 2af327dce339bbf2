import { join } from 'node:path';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import type { MasterKey } from '#kit/events/sealing/child-keys.ts';
import { deriveKey } from '#kit/serve/hub-secrets.ts';
import { keepInMemory, type Ledger, openLedger } from './ledger.ts';

export const erasureLedger = 'erasures';

/** A hub's ledgers, in its own folder; in memory for a hub that has none. */
export function ledgersOf(
  { stateFolder }: Pick<HubSettings, 'stateFolder'>,
  master: MasterKey,
): (name: string) => Ledger {
  if (stateFolder === undefined) return keepInMemory();
  const key = deriveKey(master, 'ledgers');
  return (name) => openLedger(join(stateFolder, 'ledgers', name), key);
}

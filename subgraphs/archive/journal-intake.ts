import type { Database } from '#kit/database/database.ts';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import type { ChildVault } from '#kit/events/child-vault.ts';
import type { Transact } from '#kit/events/outbox.ts';
import type { Log } from '#kit/log/log.ts';
import { journallingOf } from './case-documents.ts';
import { type ControllerKind, isJournalled } from './domain/archive-duty.ts';
import type { OwnSide } from './domain/case-documents/own-side.ts';
import { journalledEvent } from './events.ts';
import type { NameNewRecords } from './name-new-records.ts';
import { nextTryAt } from './store/deliveries.ts';
import { dueIntake, postponeIntake, removeIntake, type WaitingIntake } from './store/intake.ts';
import { type Journalling, type JournallingSettings, journalAll } from './store/journalling.ts';
import type { ArchiveTables } from './store/tables.ts';

export interface IntakeDeps {
  readonly database: Database<ArchiveTables>;
  readonly transact: Transact<ArchiveTables>;
  readonly vault: ChildVault;
  readonly own: OwnSide;
  readonly controllerKind: ControllerKind;
  readonly journalling: Omit<JournallingSettings, 'now'>;
  readonly log: Log;
  readonly named: NameNewRecords;
  now(): Date;
}

const batchSize = 100;

/** One run: journals what is due, in order. True when there is more. */
export async function journalIntake(deps: IntakeDeps): Promise<boolean> {
  const waiting = await dueIntake(deps.database, deps.now(), batchSize);
  if (waiting.length === 0) return false;
  const ready: { readonly intake: WaitingIntake; readonly item: Journalling }[] = [];
  const blocked = new Set<string>();
  for (const intake of waiting) {
    if (blocked.has(intake.childId)) continue;
    try {
      ready.push({ intake, item: await journallingOf(intake, deps.own, deps.vault) });
    } catch (error) {
      const gone = await postpone(deps, intake, error);
      if (!gone) blocked.add(intake.childId);
    }
  }
  try {
    await journal(deps, ready);
  } catch {
    // One document that cannot be journalled must not stop the others: each by itself, and it is known which.
    for (const one of ready) {
      if (blocked.has(one.intake.childId)) continue;
      await journal(deps, [one]).catch(async (error: unknown) => {
        blocked.add(one.intake.childId);
        await postpone(deps, one.intake, error);
      });
    }
  }
  return waiting.length === batchSize;
}

async function journal(
  deps: IntakeDeps,
  ready: readonly { readonly intake: WaitingIntake; readonly item: Journalling }[],
): Promise<void> {
  if (ready.length === 0) return;
  const items = await deps.named(
    ready.map(({ item }) => item).filter(({ kind }) => isJournalled(deps.controllerKind, kind)),
  );
  await deps.transact(async ({ tx, emit }) => {
    const entries = await journalAll(tx, items, { ...deps.journalling, now: deps.now() });
    await removeIntake(
      tx,
      ready.map(({ intake }) => intake.sourceKey),
    );
    await emit(entries.flatMap(journalledEvent));
  });
}

/** Keeps why one was not journalled; true when it never will be, so that nothing has to wait for it. */
async function postpone(deps: IntakeDeps, intake: WaitingIntake, error: unknown): Promise<boolean> {
  // A text whose key is deleted is gone for ever: the child's later documents do not wait for it.
  const gone = isHubError(error) && error.code === 'NOT_FOUND';
  const reason = error instanceof HubError ? error.message : 'unexpected error';
  deps.log.error(
    { err: error, sourceKey: intake.sourceKey, attempts: intake.attempts },
    'a case document could not be journalled',
  );
  await postponeIntake(
    deps.database,
    intake.sourceKey,
    reason,
    gone ? 'never' : nextTryAt(intake.attempts, deps.now()),
  );
  return gone;
}

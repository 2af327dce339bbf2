import { sql } from 'kysely';
import { isHubError } from '#kit/errors/hub-error.ts';
import type { ReceivingState } from '../domain/receiving/state.ts';
import type { SendingState } from '../domain/sending/state.ts';
import type { Step } from '../sides.ts';
import { TransferChanged } from '../store/act.ts';
import { findTransfer, type TransferRow } from '../store/find-transfer.ts';
import { backOff } from './back-off.ts';
import type { Process } from './process.ts';
import { takeReceivingStep } from './receiving-steps.ts';
import { takeSendingStep } from './sending-steps.ts';

/** While a step is being taken nobody else takes it; after this it is taken again, by whoever is there. */
const claimSeconds = 10;

interface Claimed {
  readonly transferId: string;
  readonly step: string;
  readonly detail: Step;
  readonly attempts: number;
}

/**
 * Takes the step that has been due the longest. Every step is safe to take twice: its decider finds that it has been taken. True
 * when there was one.
 */
export async function runTask(process: Process): Promise<boolean> {
  const now = process.now();
  const claimedUntil = new Date(now.getTime() + claimSeconds * 1_000).toISOString();
  // Chosen first, and once: a planner may run a subquery of the update for every row, and claim them all.
  const { rows } = await sql<Claimed>`with next as materialized (
      select transfer_id, step from data_sharing.task where due_at <= ${now.toISOString()}
      order by due_at limit 1 for update skip locked)
    update data_sharing.task set due_at = ${claimedUntil}, attempts = attempts + 1 from next
    where task.transfer_id = next.transfer_id and task.step = next.step
    returning task.transfer_id, task.step, task.detail, task.attempts`.execute(process.database);
  const task = rows[0];
  if (!task) return false;
  try {
    const row = await findTransfer(process.database, task.transferId);
    // A step that comes to nothing is done; one that comes to something has set the next steps itself.
    if (!row || !(await takeStep(process, row, task.detail))) await dropTask(process, task);
    outageOf(process, task).recovered();
  } catch (error) {
    await (error instanceof TransferChanged ? takeAgain(process, task) : postpone(process, task, error));
  }
  return true;
}

const takeStep = (process: Process, row: TransferRow, step: Step): Promise<boolean> =>
  row.side === 'SENDER'
    ? takeSendingStep(process, { ...row, state: row.state as SendingState }, step)
    : takeReceivingStep(process, { ...row, state: row.state as ReceivingState }, step);

async function dropTask(process: Process, { transferId, step }: Claimed): Promise<void> {
  await sql`delete from data_sharing.task where transfer_id = ${transferId} and step = ${step}`.execute(
    process.database,
  );
}

/** Whoever changed the transfer has set its steps; one that still follows is due at once. */
async function takeAgain(process: Process, { transferId, step }: Claimed): Promise<void> {
  await sql`update data_sharing.task set due_at = ${process.now().toISOString()}
    where transfer_id = ${transferId} and step = ${step}`.execute(process.database);
}

const outageOf = (process: Process, { detail }: Claimed) => process.outageOf(`the step ${detail.step}`);

async function postpone(process: Process, task: Claimed, error: unknown): Promise<void> {
  const problem = isHubError(error) ? error.message : 'It failed unexpectedly: see the log';
  const fields = { transferId: task.transferId, step: task.step };
  // A service that rests is told of once for all the transfers that wait for it; what nobody expected, each time.
  if (isHubError(error) && error.code === 'UNAVAILABLE') outageOf(process, task).failed(error, fields);
  else process.log.warn({ err: error, ...fields }, 'a step failed and will be tried again');
  await sql`update data_sharing.task set problem = ${problem}, due_at = ${backOff(process.now(), task.attempts)}
    where transfer_id = ${task.transferId} and step = ${task.step}`.execute(process.database);
}

import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { startHub } from '#gateway/hub/start-hub.ts';
import type { HubSettings } from '#kit/config/hub-settings.ts';

/** What a hub's process is told in the file that it is given. */
export interface HubRun {
  readonly settings: HubSettings;
  /** How far its clock is ahead of the machine's. */
  readonly aheadMs: number;
  /** The process is killed as soon as this has happened to a transfer. */
  readonly dieAt: string | null;
}

// One hub as a process of its own. It prints a line when it answers. Killing itself is a real SIGKILL: nothing is closed or
// flushed, no handler runs.
const { settings, aheadMs, dieAt } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as HubRun;
const hub = await startHub({ settings, now: () => new Date(Date.now() + aheadMs) });
process.stdout.write('ready\n');
while (dieAt) {
  const { rows } = await sql`select 1 from data_sharing.transfer_event where type = ${dieAt} limit 1`.execute(
    hub.database.kysely,
  );
  if (rows.length > 0) process.kill(process.pid, 'SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 5));
}

import { sql } from 'kysely';
import { subgraphNames } from '#contracts/categories.ts';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import type { Json } from '#kit/events/sealing/canonical-json.ts';
import type { FieldKeptApart, PersonalDataSection, WithheldField } from '#kit/personal-data/gather.ts';
import type { Process } from '../process/process.ts';
import { claimRequested, type ExportRow } from './store.ts';

/** What is kept of an export, sealed under the child's key. */
export interface ExportContent {
  readonly sections: readonly PersonalDataSection[];
  readonly withheld: readonly WithheldField[];
  readonly keptApart: readonly FieldKeptApart[];
  /** Lists that hold more than is given here. */
  readonly cutOff: readonly string[];
}

export const exportScope = (childId: string) => ({ child: childId, category: 'access-questions' });

/** Makes the next export that was asked for; true when there was one. What fails is tried again, and says why. */
export async function makeNextExport(process: Process): Promise<boolean> {
  const row = await claimRequested(process.database, process.now());
  if (!row) return false;
  try {
    const content = await gatherAll(process, row);
    const sealed = await process.childVault.seal(content as unknown as Json, exportScope(row.childId));
    await sql`update data_sharing.data_export set state = 'MADE', made_at = ${process.now().toISOString()},
      sealed = ${sealed}, problem = null where id = ${row.id} and state = 'REQUESTED'`.execute(process.database);
  } catch (error) {
    // The claim's own time is the back-off.
    const problem = isHubError(error) ? error.message : 'It could not be made now, and is tried again.';
    if (!isHubError(error)) process.log.error({ err: error, export: row.id }, 'an export could not be made');
    await sql`update data_sharing.data_export set problem = ${problem} where id = ${row.id}`.execute(process.database);
  }
  return true;
}

async function gatherAll(process: Process, { viewer, childId }: ExportRow): Promise<ExportContent> {
  const gathered = await process.personalDataOf(viewer, childId);
  const missing = subgraphNames.filter((name) => !gathered.has(name));
  if (missing.length > 0)
    throw new HubError(
      'UNAVAILABLE',
      `An export is whole or not made, and it is not said where ${missing.join(', ')} answer: see docs/architecture.md.`,
    );
  const parts = [...gathered.values()];
  return {
    sections: parts.flatMap(({ sections }) => sections),
    withheld: parts.flatMap(({ withheld }) => withheld),
    keptApart: parts.flatMap(({ keptApart }) => keptApart),
    cutOff: parts.flatMap(({ cutOff }) => cutOff),
  };
}

export async function openContent(process: Process, { sealed, childId }: ExportRow): Promise<ExportContent | null> {
  if (sealed === null) return null;
  return (await process.childVault.open(sealed, exportScope(childId))) as unknown as ExportContent;
}

import { sql } from 'kysely';
import { resourceStatusChanged } from '#contracts/events/learning-resources.ts';
import { newEvent } from '#kit/events/envelope.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import { type ApprovalEvent, evolveApproval, initialApproval } from '../domain/approval.ts';
import type { CatalogueEntry } from '../source/catalogue-file.ts';
import type { ImportCounts } from './competence-aims.ts';
import { columnsOf } from './resource-rows.ts';
import type { LearningResourcesTables } from './tables.ts';

export interface ImportAct {
  readonly by: string;
  readonly at: string;
  newId(): string;
}

/**
 * Keeps the entries of a catalogue file. A new resource comes in as proposed; one that is known by its reference has its
 * description replaced and keeps its approval. What a file does not name stays. Importing a file twice changes nothing.
 */
export async function keepCatalogue(
  { tx, emit }: UnitOfWork<LearningResourcesTables>,
  entries: readonly CatalogueEntry[],
  act: ImportAct,
): Promise<ImportCounts> {
  const { rows: known } = await sql<{ reference: string; description: unknown }>`
    select reference, description from learning_resources.resource
    where reference = any(${entries.map(({ reference }) => reference)}::text[]) for update`.execute(tx);
  const knownReferences = new Set(known.map(({ reference }) => reference));
  const fresh = entries.filter(({ reference }) => !knownReferences.has(reference));
  const changed = await replaceDescriptions(
    tx,
    entries.filter(({ reference }) => knownReferences.has(reference)),
  );
  if (fresh.length > 0) {
    const proposal: ApprovalEvent = {
      type: 'ResourceProposed',
      by: act.by,
      at: act.at,
      why: 'Imported from a catalogue file',
    };
    const { status } = evolveApproval(initialApproval(), proposal);
    const rows = fresh.map((entry) => ({
      id: act.newId(),
      reference: entry.reference,
      ...columnsOf(entry.description),
    }));
    await tx
      .insertInto('learningResources.resource')
      .values(
        rows.map((row) => ({
          ...row,
          status,
          scope: null,
          approvedUntil: null,
          approvedLevels: [],
          unitIds: [],
          reason: null,
          version: 1,
        })),
      )
      .execute();
    await sql`insert into learning_resources.approval_event (resource_id, version, event)
      select id, 1, ${JSON.stringify(proposal)}::jsonb from unnest(${rows.map((row) => row.id)}::uuid[]) as added(id)`.execute(
      tx,
    );
    await emit(rows.map((row) => newEvent(resourceStatusChanged, { resourceId: row.id, status: 'PROPOSED' })));
  }
  return { added: fresh.length, changed, ended: 0, unchanged: entries.length - fresh.length - changed };
}

async function replaceDescriptions(
  tx: UnitOfWork<LearningResourcesTables>['tx'],
  entries: readonly CatalogueEntry[],
): Promise<number> {
  if (entries.length === 0) return 0;
  const rows = entries.map(({ reference, description }) => {
    const columns = columnsOf(description);
    return { reference, ...columns, description };
  });
  const { numAffectedRows } = await sql`update learning_resources.resource r set title = n.title, supplier = n.supplier,
      description = n.description, levels = array(select jsonb_array_elements_text(n.levels)),
      languages = array(select jsonb_array_elements_text(n.languages)),
      competence_aims = array(select jsonb_array_elements_text(n."competenceAims")),
      agreement_ends_on = n."agreementEndsOn", lacks_parallel_edition = n."lacksParallelEdition"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(reference text, title text, supplier text, description jsonb,
      levels jsonb, languages jsonb, "competenceAims" jsonb, "agreementEndsOn" date, "lacksParallelEdition" boolean)
    where r.reference = n.reference and r.description is distinct from n.description`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

import { HubError } from '#kit/errors/hub-error.ts';
import type { ArchiveContext } from '../context.ts';
import { writeArkivmelding } from '../source/arkivmelding/arkivmelding.ts';
import { isUuid } from './uuid.ts';

export interface ExportArkivmeldingInput {
  readonly childId: string;
  readonly entryId: string;
}

/** Writes an entry with its record as an arkivmelding, validated where a folder of XSDs is configured. */
export async function exportArkivmelding(
  _: unknown,
  { input }: { readonly input: ExportArkivmeldingInput },
  context: ArchiveContext,
) {
  const { childId, entryId } = input;
  const kept = isUuid(entryId) ? await context.loaders.entry.load(entryId) : null;
  const record = await context.loaders.recordOf.load(childId);
  if (!kept || !record || kept.childId !== childId) {
    const message = 'There is no such journal entry in the record.';
    return { arkivmelding: null, userErrors: [{ code: 'NOT_FOUND', message, field: ['input', 'entryId'] }] };
  }
  const xml = writeArkivmelding({ childId, record, entry: kept.entry });
  const validate = await context.work.validator?.();
  const [problem] = validate?.('opprett', xml) ?? [];
  if (problem)
    throw new HubError('INTERNAL', `The arkivmelding breaks its schema, line ${problem.line}: ${problem.problem}`);
  const documents = kept.entry.documents.map((document) => ({ document, childId }));
  return { arkivmelding: { childId, xml, documents }, userErrors: [] };
}

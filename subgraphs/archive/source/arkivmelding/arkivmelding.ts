import type { JournalEntry } from '../../domain/journal-entry.ts';
import type { PupilRecord } from '../../domain/pupil-record.ts';
import { rootReader } from '../xml/element-reader.ts';
import { element, writeXml } from '../xml/write-xml.ts';
import { namespaces, rootAttributes } from './namespaces.ts';
import { readEntry } from './read-entry.ts';
import { readRecord } from './read-record.ts';
import { entryElement } from './write-entry.ts';
import { recordElement } from './write-record.ts';

/**
 * An `arkivmelding` that creates (Fiks Arkiv V1, arkivmelding.opprett): a record, an entry, or both. The format has room for one of
 * each, so a record with ten entries is ten messages.
 */
export interface Arkivmelding {
  /** The child whose record this is or goes into (our key, never a national id). */
  readonly childId: string;
  readonly record?: PupilRecord;
  readonly entry?: JournalEntry;
}

const systemName = 'Oppvekst hub';

/** Writes the message. The documents travel beside it, under the names in `fileReference`. */
export function writeArkivmelding(message: Arkivmelding): string {
  const root = {
    name: 'arkivmelding',
    attributes: rootAttributes(namespaces.opprett),
    children: [
      element('system', systemName),
      element('antallFiler', message.entry?.documents.length ?? 0),
      message.record && recordElement(message.record),
      message.entry && entryElement(message.entry, message.childId),
    ].filter((child) => child !== undefined),
  };
  return writeXml(root);
}

/** Reads the message back to what was written. */
export function readArkivmelding(xml: string): Arkivmelding & { readonly fileCount: number } {
  const reader = rootReader(xml, 'arkivmelding', namespaces.opprett);
  const mappe = reader.optional('mappe');
  const registrering = reader.optional('registrering');
  const record = mappe && readRecord(mappe);
  const read = registrering && readEntry(registrering);
  const childId = record?.childId ?? read?.childId;
  if (!childId) throw reader.problem('neither a mappe nor a registrering says which child it concerns');
  if (record && read?.childId && record.childId !== read.childId)
    throw reader.problem('the registrering belongs to another mappe than the one in the message');
  return {
    childId,
    fileCount: reader.requiredInteger('antallFiler'),
    ...(record ? { record } : {}),
    ...(read ? { entry: read.entry } : {}),
  };
}

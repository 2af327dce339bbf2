import type { ArchiveDocument } from '../../domain/archive-document.ts';
import {
  attachments,
  correspondentRoles,
  documentTypes,
  journalEntryTypes,
  journalStatuses,
  variants,
} from '../../domain/code-lists.ts';
import type { Correspondent } from '../../domain/correspondent.ts';
import type { JournalEntry, JournalNumber } from '../../domain/journal-entry.ts';
import type { ElementReader } from '../xml/element-reader.ts';
import { readCode, readKey, readScreening } from './code-elements.ts';

/** A `registrering` of type journalpost that bears our key, with the child whose record it goes into. */
export function readEntry(reader: ElementReader): {
  readonly entry: JournalEntry;
  readonly childId: string | undefined;
} {
  if (reader.type !== 'journalpost')
    throw reader.problem(`a journal entry is a journalpost, this is a ${reader.type ?? 'registrering'}`);
  const sourceKey = readKey(reader);
  if (!sourceKey) throw reader.problem('<registrering> has no key of the hub (referanseEksternNoekkel)');
  const parent = reader.optional('referanseForelderMappe');
  const number = readNumber(reader);
  const registrationId = reader.text('registreringsID');
  const archivedAt = reader.instant('arkivertDato');
  const screening = readScreening(reader);
  const receivedAt = reader.instant('mottattDato');
  const sentAt = reader.instant('sendtDato');
  const entry: JournalEntry = {
    systemId: reader.requiredText('systemID'),
    sourceKey,
    ...(number ? { number } : {}),
    ...(registrationId ? { registrationId } : {}),
    title: reader.requiredText('tittel'),
    publicTitle: reader.requiredText('offentligTittel'),
    createdAt: reader.requiredInstant('opprettetDato'),
    createdBy: reader.requiredText('opprettetAv'),
    ...(archivedAt ? { archived: { at: archivedAt, by: reader.requiredText('arkivertAv') } } : {}),
    type: readCode(reader, 'journalposttype', journalEntryTypes),
    status: readCode(reader, 'journalstatus', journalStatuses),
    journalDate: reader.requiredDate('journaldato'),
    documentDate: reader.requiredDate('dokumentetsDato'),
    ...(receivedAt ? { receivedAt } : {}),
    ...(sentAt ? { sentAt } : {}),
    ...(screening ? { screening } : {}),
    correspondents: reader.children('korrespondansepart').map(readCorrespondent),
    documents: reader.children('dokumentbeskrivelse').map(readDocument),
  };
  return { entry, childId: parent && readKey(parent) };
}

function readNumber(reader: ElementReader): JournalNumber | undefined {
  const year = reader.integer('journalaar');
  const sequence = reader.integer('journalsekvensnummer');
  const entryInCase = reader.integer('journalpostnummer');
  return year === undefined || sequence === undefined || entryInCase === undefined
    ? undefined
    : { year, sequence, entryInCase };
}

function readCorrespondent(reader: ElementReader): Correspondent {
  const organisationNumber = reader.text('organisasjonid');
  const unit = reader.optional('administrativEnhet')?.text('navn');
  const theirReference = reader.text('deresReferanse');
  return {
    role: readCode(reader, 'korrespondanseparttype', correspondentRoles),
    name: reader.requiredText('korrespondansepartNavn'),
    ...(organisationNumber ? { organisationNumber } : {}),
    isPerson: reader.boolean('erPersonnavn'),
    screened: reader.boolean('erSkjermet'),
    ...(unit ? { unit } : {}),
    ...(theirReference ? { theirReference } : {}),
  };
}

function readDocument(reader: ElementReader): ArchiveDocument {
  const file = reader.required('dokumentobjekt');
  if (file.requiredText('sjekksumAlgoritme') !== 'SHA-256')
    throw file.problem(`the checksum is ${file.requiredText('sjekksumAlgoritme')}; only SHA-256 is accepted`);
  return {
    systemId: reader.requiredText('systemID'),
    number: reader.requiredInteger('dokumentnummer'),
    title: reader.requiredText('tittel'),
    type: readCode(reader, 'dokumenttype', documentTypes),
    attachedAs: readCode(reader, 'tilknyttetRegistreringSom', attachments),
    createdAt: reader.requiredInstant('opprettetDato'),
    createdBy: reader.requiredText('opprettetAv'),
    variant: readCode(file, 'variantformat', variants),
    format: file.required('format').requiredText('kode'),
    mimeType: file.requiredText('mimeType'),
    fileName: file.requiredText('filnavn'),
    fileReference: file.requiredText('referanseDokumentfil'),
    checksum: file.requiredText('sjekksum'),
    size: file.requiredInteger('filstoerrelse'),
  };
}

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
import type { JournalEntry } from '../../domain/journal-entry.ts';
import { element, type XmlNode } from '../xml/write-xml.ts';
import { codeElement, keyElement, nameElement, screeningElement } from './code-elements.ts';

/** A journal entry as `registrering` of type journalpost, placed in its record by our key for the child. */
export const entryElement = (entry: JournalEntry, childId: string): XmlNode | undefined =>
  element(
    'registrering',
    [
      element('systemID', entry.systemId),
      element('opprettetDato', entry.createdAt),
      element('opprettetAv', entry.createdBy),
      element('arkivertDato', entry.archived?.at),
      element('arkivertAv', entry.archived?.by),
      element('referanseForelderMappe', [keyElement(childId, 'md:referanseEksternNoekkel')]),
      screeningElement(entry.screening),
      ...entry.documents.map(documentElement),
      element('registreringsID', entry.registrationId),
      element('tittel', entry.title),
      element('offentligTittel', entry.publicTitle),
      ...entry.correspondents.map(correspondentElement),
      keyElement(entry.sourceKey),
      element('journalaar', entry.number?.year),
      element('journalsekvensnummer', entry.number?.sequence),
      element('journalpostnummer', entry.number?.entryInCase),
      codeElement('journalposttype', journalEntryTypes[entry.type]),
      codeElement('journalstatus', journalStatuses[entry.status]),
      element('journaldato', entry.journalDate),
      element('dokumentetsDato', entry.documentDate),
      element('mottattDato', entry.receivedAt),
      element('sendtDato', entry.sentAt),
      element('antallVedlegg', entry.documents.filter((one) => one.attachedAs === 'attachment').length),
    ],
    { 'xsi:type': 'journalpost' },
  );

const documentElement = (document: ArchiveDocument): XmlNode | undefined =>
  element('dokumentbeskrivelse', [
    element('systemID', document.systemId),
    codeElement('dokumenttype', documentTypes[document.type]),
    codeElement('dokumentstatus', { code: 'F', description: 'Dokumentet er ferdigstilt' }),
    element('tittel', document.title),
    element('opprettetDato', document.createdAt),
    element('opprettetAv', document.createdBy),
    codeElement('tilknyttetRegistreringSom', attachments[document.attachedAs]),
    element('dokumentnummer', document.number),
    element('tilknyttetDato', document.createdAt),
    element('tilknyttetAv', document.createdBy),
    element('dokumentobjekt', [
      element('versjonsnummer', 1),
      codeElement('variantformat', variants[document.variant]),
      element('format', [element('md:kode', document.format)]),
      element('mimeType', document.mimeType),
      element('opprettetDato', document.createdAt),
      element('opprettetAv', document.createdBy),
      element('filnavn', document.fileName),
      element('referanseDokumentfil', document.fileReference),
      element('sjekksum', document.checksum),
      element('sjekksumAlgoritme', 'SHA-256'),
      element('filstoerrelse', document.size),
    ]),
  ]);

const correspondentElement = (one: Correspondent): XmlNode | undefined =>
  element('korrespondansepart', [
    codeElement('korrespondanseparttype', correspondentRoles[one.role]),
    element('korrespondansepartNavn', one.name),
    element('organisasjonid', one.organisationNumber),
    nameElement('administrativEnhet', one.unit),
    element('erSkjermet', one.screened),
    element('erPersonnavn', one.isPerson),
    element('deresReferanse', one.theirReference),
  ]);

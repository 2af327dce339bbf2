import { createHash } from 'node:crypto';
import { HubError } from '#kit/errors/hub-error.ts';
import { requiredText } from './archive-text.ts';
import type { AttachedAs, DocumentType, Variant } from './code-lists.ts';

/** A document of a journal entry: Noark 5's dokumentbeskrivelse with its one dokumentobjekt. The bytes are kept apart. */
export interface ArchiveDocument {
  /** M001 systemID of the dokumentbeskrivelse. */
  readonly systemId: string;
  /** M007 dokumentnummer: 1 is the main document. */
  readonly number: number;
  /** M020 tittel. */
  readonly title: string;
  /** M083 dokumenttype. */
  readonly type: DocumentType;
  /** M217 tilknyttetRegistreringSom. */
  readonly attachedAs: AttachedAs;
  /** M600 opprettetDato and M620 tilknyttetDato: an instant. */
  readonly createdAt: string;
  /** M601 opprettetAv and M621 tilknyttetAv. */
  readonly createdBy: string;
  /** M700 variantformat. */
  readonly variant: Variant;
  /** M701 format, for example `PDF/A` or `JSON`. */
  readonly format: string;
  readonly mimeType: string;
  /** The file's name as a person sees it (filnavn). */
  readonly fileName: string;
  /** M218 referanseDokumentfil: the file's name in a message: letters, digits, `-` and `.` only. */
  readonly fileReference: string;
  /** M705 sjekksum: SHA-256 in lower-case hexadecimal (M706 sjekksumAlgoritme is always SHA-256). */
  readonly checksum: string;
  /** M707 filstoerrelse, in bytes. */
  readonly size: number;
}

/** What a caller knows of a document before it is archived. */
export interface DocumentDraft {
  readonly title: string;
  readonly type: DocumentType;
  readonly variant: Variant;
  readonly format: string;
  readonly mimeType: string;
  readonly fileName: string;
  readonly content: Uint8Array;
}

export const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Describes a document and seals it with its checksum; the first of an entry is the main document. */
export function describeDocument(
  draft: DocumentDraft,
  number: number,
  by: { readonly id: string; readonly at: string; readonly who: string },
): ArchiveDocument {
  if (draft.content.length === 0)
    throw new HubError(
      'BAD_INPUT',
      'A document to be archived is empty. An empty file documents nothing: leave it out.',
    );
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(draft.fileName)?.[1]?.toLowerCase();
  return {
    systemId: by.id,
    number,
    title: requiredText(draft.title, 'the title of a document (tittel)'),
    type: draft.type,
    attachedAs: number === 1 ? 'main' : 'attachment',
    createdAt: by.at,
    createdBy: by.who,
    variant: draft.variant,
    format: requiredText(draft.format, 'the format of a document'),
    mimeType: requiredText(draft.mimeType, 'the media type of a document'),
    fileName: requiredText(draft.fileName, 'the file name of a document'),
    fileReference: extension ? `${by.id}.${extension}` : by.id,
    checksum: sha256(draft.content),
    size: draft.content.length,
  };
}

/** Whether the bytes are those that were archived (arkivlova § 5: the information is not changed). */
export const isUnchanged = (document: ArchiveDocument, content: Uint8Array): boolean =>
  content.length === document.size && sha256(content) === document.checksum;

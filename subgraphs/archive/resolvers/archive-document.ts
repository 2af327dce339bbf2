import { HubError } from '#kit/errors/hub-error.ts';
import type { ArchiveContext } from '../context.ts';
import { type ArchiveDocument, isUnchanged } from '../domain/archive-document.ts';

interface DocumentOfChild {
  readonly document: ArchiveDocument;
  readonly childId: string;
}

export const archiveDocumentResolvers = {
  id: ({ document }: DocumentOfChild) => document.systemId,
  number: ({ document }: DocumentOfChild) => document.number,
  title: ({ document }: DocumentOfChild) => document.title,
  fileReference: ({ document }: DocumentOfChild) => document.fileReference,
  fileName: ({ document }: DocumentOfChild) => document.fileName,
  mediaType: ({ document }: DocumentOfChild) => document.mimeType,
  size: ({ document }: DocumentOfChild) => document.size,
  checksum: ({ document }: DocumentOfChild) => document.checksum,
  text: async ({ document }: DocumentOfChild, _: unknown, context: ArchiveContext) => {
    if (!document.mimeType.startsWith('text/')) return null;
    const content = await context.loaders.content.load(document.systemId);
    if (!content || !isUnchanged(document, content))
      throw new HubError(
        'BROKEN_FILE',
        'The stored document is not the one that was archived: its checksum is another. Tell the archivist.',
      );
    return new TextDecoder().decode(content);
  },
};

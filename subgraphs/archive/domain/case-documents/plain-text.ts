import type { DocumentDraft } from '../archive-document.ts';
import type { DocumentType } from '../code-lists.ts';
import { osloClock } from '../oslo-time.ts';

/** A line of a document: a label and what it says, or a heading alone. */
export type Line = readonly [label: string, text: string] | string;

/** A document as plain text in UTF-8, which needs no program to be read in a hundred years. */
export function plainTextDocument(
  title: string,
  type: DocumentType,
  fileName: string,
  lines: readonly Line[],
): DocumentDraft {
  const written = lines.map((line) => (typeof line === 'string' ? line : `${line[0]}: ${line[1]}`));
  return {
    title,
    type,
    variant: 'archive',
    format: 'TXT',
    mimeType: 'text/plain; charset=utf-8',
    fileName,
    content: new TextEncoder().encode(`${[title, '', ...written].join('\n')}\n`),
  };
}

/** A moment as a Norwegian reader knows it, with seconds: 2026-08-17 08:00:00 (norsk tid). */
export const moment = (instant: string): string => `${osloClock(new Date(instant))} (norsk tid)`;

import { describe, expect, it } from 'vitest';
import { aDraft, anEntry, aRecord, august } from '../test-support/builders.ts';
import { isUnchanged } from './archive-document.ts';
import { registerEntry } from './journal-entry.ts';

const ids = () => {
  let next = 0;
  return () => {
    next += 1;
    return `id-${next}`;
  };
};

describe('a document', () => {
  it('is the same as archived only when no byte was changed', () => {
    const [document] = anEntry().documents;
    const content = aDraft().documents[0]?.content ?? new Uint8Array();
    if (!document) throw new Error('the builder gives one document');
    expect(isUnchanged(document, content)).toBe(true);
    expect(
      isUnchanged(
        document,
        Uint8Array.from(content, (byte, index) => (index === 3 ? byte ^ 1 : byte)),
      ),
    ).toBe(false);
  });

  it('is named in a message by its id, so that no file name can hurt', () => {
    const [first] = aDraft().documents;
    if (!first) throw new Error('the builder gives one document');
    const documents = [
      { ...first, fileName: '../../Vedtak for Åse.PDF' },
      { ...first, fileName: 'uten endelse' },
    ];
    const entry = registerEntry(aRecord(), aDraft({ documents }), { newId: ids(), now: august });
    expect(entry.documents.map((one) => [one.fileReference, one.number, one.attachedAs])).toEqual([
      ['id-2.pdf', 1, 'main'],
      ['id-3', 2, 'attachment'],
    ]);
  });
});

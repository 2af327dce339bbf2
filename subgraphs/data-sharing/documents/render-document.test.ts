import { describe, expect, it } from 'vitest';
import type { Json } from '#kit/events/sealing/canonical-json.ts';
import { documentLanguages } from '../domain/sending/documents/state.ts';
import { hasLabel } from './field-labels.ts';
import { renderDocument } from './render-document.ts';

const render = (content: Json, language: (typeof documentLanguages)[number] = 'en') =>
  renderDocument({
    language,
    controller: { organisationNumber: '312345676', name: 'Ringsaker <kommune>' },
    lastDay: '2026-11-30',
    madeOn: '2026-11-25',
    parts: [{ category: 'health', content }],
  });

const hostile = `"><script>alert('x')</script><img src=https://evil.example/x onerror=go()>&amp;`;

describe('the document for a move abroad', () => {
  it('shows what people have written as text, wherever it stands', () => {
    const text = render({
      [hostile]: hostile,
      records: [{ title: hostile, text: hostile }],
      earlier: [hostile, [hostile]],
    });
    expect(text).not.toMatch(/<(?:script|img|a|link|iframe)\b/i);
    expect(text).toContain('&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;');
    expect(text).toContain('&amp;amp;');
    expect(text).toContain('Ringsaker &lt;kommune&gt;');
  });

  it('stands alone: no script is allowed, and nothing is fetched from anywhere', () => {
    const text = render({ title: 'Allergy' });
    expect(text).toContain('default-src &#39;none&#39;');
    expect(text).not.toMatch(/\b(?:src|href|url)\s*[=(]/i);
  });

  it('is a table where like things follow one another, with codes and school years in words', () => {
    const text = render({ totals: [{ schoolYear: 2026, term: 'AUTUMN', days: 3, hours: 0 }], earlier: [] });
    expect(text).toContain('<th scope="col">School year</th>');
    expect(text).toContain('<td>2026/2027</td><td>Autumn</td><td>3</td><td>0</td>');
    expect(text).not.toContain('From earlier schools');
  });

  it('keeps a field that it has no words for, under its own name', () => {
    expect(render({ shoeSize: 38 })).toContain('<dt>shoeSize</dt><dd>38</dd>');
    expect(render({ constructor: 'x' })).toContain('<dt>constructor</dt>');
    expect(hasLabel('constructor')).toBe(false);
  });

  it('is written in each of the four languages', () => {
    const texts = documentLanguages.map((language) => render({ days: 1 }, language));
    expect(texts.map((text) => /<dt>([^<]+)<\/dt><dd>1</.exec(text)?.[1])).toEqual([
      'Dager',
      'Dagar',
      'Beaivvit',
      'Days',
    ]);
    expect(texts.map((text) => /<html lang="(..)"/.exec(text)?.[1])).toEqual([...documentLanguages]);
    for (const text of texts) expect(text).toContain('§ 2-2');
  });

  it('is the same text for the same content, so that its checksum proves it', () => {
    expect(render({ title: 'Allergy' })).toBe(render({ title: 'Allergy' }));
  });
});

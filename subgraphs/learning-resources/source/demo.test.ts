import { describe, expect, test } from 'vitest';
import { assessAvailability } from '../domain/availability.ts';
import { looksLikeCatalogue, readCatalogue } from './catalogue-file.ts';
import { demoGrep } from './demo-aims.ts';
import { demoCatalogueFile, demoResources } from './demo-resources.ts';
import { readGrep } from './grep/read-grep.ts';

describe('the demo', () => {
  test('its aims are read by the reader of Grep, without a finding', async () => {
    const { aims, findings } = await readGrep(demoGrep());
    expect(findings).toEqual([]);
    expect(aims).toHaveLength(30);
    expect(aims.every((aim) => aim.levels.length === 1 && aim.curriculumTitle && aim.inForce)).toBe(true);
  });

  test('its catalogue is read by the reader of catalogue files, without a finding', () => {
    expect(looksLikeCatalogue(demoCatalogueFile())).toBe(true);
    const { entries, findings } = readCatalogue(demoCatalogueFile());
    expect(findings).toEqual([]);
    expect(entries).toHaveLength(40);
    expect(demoCatalogueFile()).toBe(demoCatalogueFile());
  });

  test('every aim that a resource names exists', async () => {
    const codes = new Set((await readGrep(demoGrep())).aims.map(({ code }) => code));
    const named = readCatalogue(demoCatalogueFile()).entries.flatMap(({ description }) => description.competenceAims);
    expect(named.filter((code) => !codes.has(code))).toEqual([]);
    expect(named.length).toBeGreaterThan(30);
  });

  test('what is approved for use with personal data may be used so, and something is closed and something flagged', () => {
    const { entries } = readCatalogue(demoCatalogueFile());
    const found = new Map(
      entries.map((entry) => [entry.reference, assessAvailability(entry.description, '2026-11-22')]),
    );
    for (const { reference, stage } of demoResources())
      if (stage === 'DISTRIBUTED') expect(found.get(reference)?.reasons, reference).toEqual([]);
    expect(found.get('barnehagedagboka')?.reasons.map(({ code }) => code)).toEqual(['NO_AGREEMENT']);
    expect(found.get('kommunespillet')?.reasons.map(({ code }) => code)).toEqual(['AGREEMENT_ENDED']);
    expect(found.get('brokbaren')?.flags.map(({ code }) => code)).toEqual(['NO_NYNORSK']);
    expect(found.get('krets')?.flags.map(({ code }) => code)).toEqual(['NOT_SAME_TIME']);
    expect(found.get('samfunnsspeilet')?.flags.map(({ code }) => code)).toEqual(['NOT_SAME_PRICE']);
  });
});

import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { selectionFor } from '#kit/personal-data/gather.ts';
import { keptApart, placesKeptApart } from '#kit/personal-data/kept-apart.ts';
import { classifiedFields } from '#kit/personal-data/selection.ts';
import { schemaOf } from '#kit/serve/subgraph.ts';
import { allSubgraphs } from './subgraphs.ts';

const subgraphs = allSubgraphs.map((definition) => [definition.name, definition] as const);

describe('the export of what is held of a child', () => {
  it.each(subgraphs)('asks %s for every field that is classified, or says why it does not', (_, definition) => {
    const { asked, notAsked, query } = selectionFor(definition);
    expect(notAsked.filter((field) => keptApart(field) === undefined)).toEqual([]);
    expect(asked.size + notAsked.length).toBe(classifiedFields(schemaOf(definition)).length);
    expect(asked.size).toBeGreaterThan(0);
    expect(validate(schemaOf(definition), parse(query ?? ''))).toEqual([]);
  });

  it('keeps nothing apart that is not there', () => {
    const fields = subgraphs.flatMap(([, definition]) => selectionFor(definition).notAsked);
    const there = new Set(fields.flatMap(({ type, field }) => [type, `${type}.${field}`]));
    expect(placesKeptApart.filter((place) => !there.has(place))).toEqual([]);
  });

  it('never asks who the other guardians are, nor who is named for the case of a graded child', () => {
    const asked = subgraphs.flatMap(([, definition]) => [...selectionFor(definition).asked]);
    expect(asked.filter((field) => /^(Guardian|CaseNaming)\./.test(field))).toEqual([]);
    expect(asked).toContain('HealthNote.text');
  });
});

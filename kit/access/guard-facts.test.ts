import { beforeEach, describe, expect, it } from 'vitest';
import type { Fact } from '#contracts/facts.ts';
import type { FactsPort } from './access.ts';
import type { AccessPolicy } from './policy.ts';
import {
  anna,
  ask,
  bo,
  effects,
  entities,
  factCalls,
  forget,
  recorded,
  rows,
  teacher,
} from './test-support/guarded-graph.ts';

beforeEach(forget);

describe('facts', () => {
  const children = Object.fromEntries(rows.map(({ id }) => [id, teacher]));

  it('of a list are fetched in one call, whatever is asked of its children', async () => {
    await ask(
      '{ pupils { name notes { text } } again: pupils { name } page { edges { node { name notes { text } } } } }',
      { children },
    );
    expect(factCalls.flat().sort()).toEqual(rows.map(({ id }) => id));
    expect(factCalls).toHaveLength(1);
  });

  it('of references are fetched in one call', async () => {
    await ask(entities, { children }, { representations: rows.map(({ id }) => ({ __typename: 'Pupil', id })) });
    expect(factCalls).toEqual([rows.map(({ id }) => id)]);
  });

  it('about the viewer are fetched once', async () => {
    let calls = 0;
    const viewerFacts = async (): Promise<readonly Fact[]> => {
      calls += 1;
      return ['isEmployee'];
    };
    await ask('{ teacher { name } other: teacher { name } pupils { name } }', { children, facts: { viewerFacts } });
    expect(calls).toBe(1);
  });

  it('that are not to be had close everything', async () => {
    for (const facts of [
      { factsFor: () => Promise.reject(new Error('out')) },
      { viewerFacts: () => Promise.reject(new Error('out')) },
    ] as Array<Partial<FactsPort>>) {
      const result = await ask(`{ pupil(id: "${anna.id}") { id name } }`, { children, facts });
      expect(result.data).toEqual({ pupil: null });
      expect(result.errors?.[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE' });
      await expect(
        ask(`mutation { recordAbsence(input: { childId: "${anna.id}" }) { pupil { id } } }`, { children, facts }),
      ).resolves.toMatchObject({ data: null });
    }
    expect([effects, recorded]).toEqual([[], []]);
  });

  it('answer for their own child alone: one that the port was not asked for opens nothing', async () => {
    const factsFor: FactsPort['factsFor'] = async () => new Map([[anna.id, teacher]]);
    expect((await ask(`{ pupil(id: "${bo.id}") { id name } }`, { facts: { factsFor } })).data).toEqual({ pupil: null });
  });
});

describe('a policy that fails', () => {
  const children = { [anna.id]: teacher };

  it('closes: an error is no answer', async () => {
    const policy: AccessPolicy = {
      validFrom: '2026-08-01',
      decide: () => {
        throw new Error('Cedar is not well');
      },
    };
    const { data, errors } = await ask(`{ pupil(id: "${anna.id}") { id name } }`, { children, policy });
    expect(data).toEqual({ pupil: null });
    expect(errors?.length).toBeGreaterThan(0);
    expect(recorded).toEqual([]);
  });

  it('closes: a denial without a reason is a denial', async () => {
    const policy: AccessPolicy = {
      validFrom: '2026-08-01',
      decide: ({ action }) => ({ allow: action === 'know', legalBasis: [] }),
    };
    const { data, errors } = await ask(`{ pupil(id: "${anna.id}") { name } }`, { children, policy });
    expect(data).toEqual({ pupil: { name: null } });
    expect(errors?.[0]?.extensions.code).toBe('WITHHELD');
  });
});

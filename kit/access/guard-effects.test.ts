import { execute, parse } from 'graphql';
import { beforeEach, describe, expect, it } from 'vitest';
import { HubError } from '#kit/errors/hub-error.ts';
import { createAccess } from './access.ts';
import {
  anna,
  ask,
  cato,
  cursors,
  effects,
  forget,
  person,
  policyBook,
  recorded,
  schema,
  teacher,
} from './test-support/guarded-graph.ts';

beforeEach(forget);

describe('a mutation', () => {
  it('runs where its deed is open', async () => {
    const { data } = await ask(`mutation { recordAbsence(input: { childId: "${anna.id}" }) { pupil { name } } }`, {
      children: { [anna.id]: teacher },
    });
    expect(data).toEqual({ recordAbsence: { pupil: { name: 'Anna' } } });
    expect(effects).toEqual([anna.id]);
  });

  it('is refused, with the deed named, where it is not: nothing is done', async () => {
    const { errors } = await ask(`mutation { recordAbsence(input: { childId: "${anna.id}" }) { pupil { name } } }`, {
      children: { [anna.id]: ['isSchoolSecretary'] },
    });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', deliberate: true });
    expect(errors?.[0]?.message).toContain('record-absence');
    expect(effects).toEqual([]);
  });

  it('about no child asks for its deed itself', async () => {
    expect(
      (await ask('mutation { approve(id: "r") { userErrors { code } } }', { own: ['isEmployee'] })).errors?.[0]
        ?.extensions.code,
    ).toBe('FORBIDDEN');
    expect(effects).toEqual([]);
    expect(
      (await ask('mutation { approve(id: "r") { userErrors { code } } }', { own: ['isCaseWorker'] })).errors,
    ).toBeUndefined();
  });
});

describe('what an answer discloses', () => {
  const children = { [anna.id]: teacher, [cato.id]: teacher };

  it('is recorded once per child, with its categories and their paragraphs', async () => {
    await ask('{ pupils { name notes { text } report } again: pupils { name } }', { children });
    expect(recorded).toHaveLength(1);
    expect(recorded[0]).toMatchObject({
      viewer: `person:${person.kind === 'person' ? person.personId : ''}`,
      requestId: 'request-1',
    });
    expect(recorded[0]?.disclosures.map(({ childId, categories }) => [childId, [...categories.keys()].sort()])).toEqual(
      [
        [anna.id, ['health', 'identity']],
        [cato.id, ['health', 'identity']],
      ],
    );
    expect(recorded[0]?.disclosures[0]?.categories.get('health')?.join()).toContain('opplæringslova § 25-1 (1), (5)');
  });

  it('is not recorded when nothing personal was asked for', async () => {
    await ask('{ pupils { id } }', { children });
    expect(recorded).toEqual([]);
  });

  it('cannot be answered when it cannot be recorded, nor at the second attempt', async () => {
    const access = createAccess({
      viewer: person,
      facts: {
        factsFor: async () => new Map([[anna.id, teacher]]),
        viewerFacts: async () => [],
        scopeOf: () => Promise.reject(new Error('not asked')),
      },
      policy: policyBook('2026-11-22'),
      audit: {
        record: () => Promise.reject(new HubError('UNAVAILABLE', 'the trail is full')),
        close: async () => undefined,
      },
      cursors,
      now: new Date(),
      requestId: 'request-1',
    });
    await execute({ schema, document: parse(`{ pupil(id: "${anna.id}") { name } }`), contextValue: { access } });
    const unrecorded = { code: 'UNAVAILABLE', cause: expect.objectContaining({ message: 'the trail is full' }) };
    await expect(access.flush()).rejects.toMatchObject(unrecorded);
    await expect(access.flush()).rejects.toMatchObject(unrecorded);
  });
});

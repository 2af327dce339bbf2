import { beforeEach, describe, expect, it } from 'vitest';
import type { Fact } from '#contracts/facts.ts';
import {
  anna,
  ask,
  bo,
  bytes,
  cursors,
  effects,
  entities,
  forget,
  nobody,
  recorded,
  type Scene,
  teacher,
} from './test-support/guarded-graph.ts';

beforeEach(forget);

describe('a field of personal data', () => {
  it('is given where a rule opens it', async () => {
    const { data, errors } = await ask(`{ pupil(id: "${anna.id}") { id name notes { text } } }`, {
      children: { [anna.id]: teacher },
    });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ pupil: { id: anna.id, name: 'Anna', notes: [{ text: 'Anna is allergic to nuts' }] } });
  });

  it('is null with the category, the paragraph and how to appeal where none does', async () => {
    const { data, errors } = await ask(`{ pupil(id: "${anna.id}") { name report } }`, {
      children: { [anna.id]: teacher },
    });
    expect(data).toEqual({ pupil: { name: 'Anna', report: null } });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.path).toEqual(['pupil', 'report']);
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'WITHHELD',
      category: 'concern-report',
      legalBasis: ['forvaltningsloven § 13'],
    });
    expect(errors?.[0]?.extensions.appeal).toMatch(/Statsforvalteren/);
    expect(JSON.stringify(errors)).not.toContain('a report of concern');
  });

  it('cites the rule that closed it', async () => {
    const facts: readonly Fact[] = ['isPupil', 'isParent', 'isContactTeacher', 'contactBan'];
    const { data, errors } = await ask(`{ pupil(id: "${anna.id}") { notes { text } } }`, {
      children: { [anna.id]: facts.filter((fact) => fact !== 'isPupil') },
    });
    expect(data).toEqual({ pupil: { notes: [{ text: null }] } });
    expect(errors?.[0]?.extensions).toMatchObject({ category: 'health', legalBasis: ['barnelova § 47 (3)'] });
  });

  it('of a type that is about no child is decided by what is known of the viewer', async () => {
    expect((await ask('{ teacher { name } }', { own: ['isEmployee'] })).data).toEqual({ teacher: { name: 'Turid' } });
    const closed = await ask('{ teacher { name } }', { own: [] });
    expect(closed.data).toEqual({ teacher: { name: null } });
    expect(closed.errors?.[0]?.extensions.code).toBe('WITHHELD');
  });
});

describe('a child that the viewer may not know of', () => {
  const scene: Scene = { children: { [anna.id]: teacher, [bo.id]: ['isEmployee'] } };

  it.each([
    ['alone', (id: string) => ask(`{ pupil(id: "${id}") { id name notes { text } } }`, scene)],
    ['by reference', (id: string) => ask(entities, scene, { representations: [{ __typename: 'Pupil', id }] })],
    [
      'among references',
      (id: string) =>
        ask(entities, scene, {
          representations: [
            { __typename: 'Pupil', id: anna.id },
            { __typename: 'Pupil', id },
          ],
        }),
    ],
    [
      'in a mutation',
      (id: string) => ask(`mutation { recordAbsence(input: { childId: "${id}" }) { pupil { id } } }`, scene),
    ],
  ])('%s gives the same bytes as one that does not exist', async (_, question) => {
    const [hidden, missing] = [await question(bo.id), await question(nobody)];
    expect(bytes(hidden, bo.id)).toBe(bytes(missing, nobody));
    expect(bytes(hidden, bo.id)).not.toContain('WITHHELD');
    expect(effects).toEqual([]);
  });

  it('leaves lists and connections, nested ones too, and their last cursor', async () => {
    const { data, errors } = await ask(
      '{ pupils { name notes { text } } page { edges { node { name } cursor } pageInfo { endCursor hasNextPage } } }',
      scene,
    );
    expect(errors).toBeUndefined();
    const cursor = cursors.seal('Query.page', JSON.stringify([anna.name, anna.id]));
    expect(data).toEqual({
      pupils: [{ name: 'Anna', notes: [{ text: 'Anna is allergic to nuts' }] }],
      page: { edges: [{ node: { name: 'Anna' }, cursor }], pageInfo: { endCursor: cursor, hasNextPage: false } },
    });
  });

  it('is not reached by what is about it, alone or by reference', async () => {
    const [alone, referred] = await Promise.all([
      ask('{ note(id: "note-2") { id text } }', scene),
      ask(entities, scene, {
        representations: [
          { __typename: 'Note', id: 'note-2' },
          { __typename: 'Note', id: 'note-1' },
        ],
      }),
    ]);
    expect(alone).toEqual({ data: { note: null } });
    expect(referred).toEqual({ data: { _entities: [null, { id: 'note-1', text: 'Anna is allergic to nuts' }] } });
  });

  it('leaves no disclosure behind', async () => {
    await ask('{ pupils { name } }', scene);
    expect(recorded.flatMap(({ disclosures }) => disclosures.map(({ childId }) => childId))).toEqual([anna.id]);
  });
});

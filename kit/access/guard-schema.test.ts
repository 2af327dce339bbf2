import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { sharedSdl } from '#contracts/graphql/shared-sdl.ts';
import { accessSdl } from './directives.ts';
import { guardSchema } from './guard.ts';

const build = (sdl: string) =>
  guardSchema(buildSubgraphSchema([{ typeDefs: parse(`${sharedSdl}\n${accessSdl}\n${sdl}`) }]));
const pupil = `type Pupil @key(fields: "id") @subject(field: "id") { id: ID! @notPersonal name: String @personalData(category: "identity") }`;

describe('a schema is refused', () => {
  it.each([
    [
      'with a field that is not classified, which is named',
      `${pupil} extend type Pupil { health: String } type Query { pupil: Pupil }`,
      'Pupil.health is not classified',
    ],
    [
      'with an unclassified field of a type nobody asks for',
      `${pupil} type Loose { what: Int } type Query { pupil: Pupil }`,
      'Loose.what is not classified',
    ],
    [
      'with a category that is not on the list',
      `type Row { a: Int @personalData(category: "healht") } type Query { row: Row }`,
      'Row.a: "healht" is not a category',
    ],
    [
      'with a field that is both personal and not',
      `type Row { a: Int @personalData(category: "health") @notPersonal } type Query { row: Row }`,
      'Row.a is classified twice',
    ],
    [
      'with personal data that cannot be null',
      `type Row { a: Int! @personalData(category: "health") } type Query { row: Row }`,
      'Row.a holds personal data and must be nullable',
    ],
    [
      'with a mutation that no deed permits',
      `${pupil} type Query { pupil: Pupil } type Mutation { forget(id: ID!): Boolean }`,
      'Mutation.forget has no @deed',
    ],
    [
      'with a value at the top of a query that is not classified',
      `${pupil} type Query { pupil: Pupil pupilCount: Int }`,
      'Query.pupilCount is not classified',
    ],
    [
      'with an unclassified field whose name begins like the federation’s own',
      `type Row { _note: String } type Query { row: Row }`,
      'Row._note is not classified',
    ],
    [
      'with a union that a child hides in',
      `${pupil} type Other @notPersonal { a: Int } union Hit = Pupil | Other type Query { hit: Hit }`,
      'Hit may be a Pupil',
    ],
    [
      'with an interface that a child hides behind',
      `interface Named { id: ID! } type Child implements Named @subject(field: "id") { id: ID! @notPersonal } type Query { named: Named }`,
      'Named may be a Child',
    ],
  ])('%s', (_, sdl, message) => {
    expect(() => build(sdl)).toThrow(
      expect.objectContaining({ code: 'CONFIG', message: expect.stringContaining(message) }),
    );
  });
});

it('is refused when it is of another copy of graphql-js: nothing in it would be guarded', () => {
  const stranger = { getQueryType: () => undefined, getMutationType: () => undefined, getTypeMap: () => ({}) };
  expect(() => guardSchema(stranger as unknown as GraphQLSchema)).toThrow();
});

describe('a schema is accepted', () => {
  it('with @notPersonal on a type, for those of its fields that say nothing', () => {
    expect(() =>
      build(`type Row @notPersonal { a: Int b: Int @personalData(category: "health") } type Query { row: Row }`),
    ).not.toThrow();
  });

  it('with @notPersonal on an extension of a type, and unions of what is about no child', () => {
    expect(() =>
      build(
        `type A @notPersonal { a: Int } type B { b: Int } extend type B @notPersonal { c: Int } union Hit = A | B type Query { hit: Hit n: Int @notPersonal }`,
      ),
    ).not.toThrow();
  });
});

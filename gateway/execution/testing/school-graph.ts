import { GraphQLError } from 'graphql';
import { federate, type TestGraph, type TestSubgraph } from './federated-graph.ts';

type Source = Readonly<Record<string, unknown>>;

const schools = [
  { id: 's1', name: 'Furnes skole', head: 'kari@skole.no' },
  { id: 's2', name: 'Moelv skole', head: 'ola@skole.no' },
  { id: 's3', name: 'Tom skole', head: null },
];

const levels = ['PRIMARY', 'SECONDARY', 'SEALED', null];

const pupils = Array.from({ length: 9 }, (_, i) => ({
  id: `p${i}`,
  number: i % 4,
  schoolId: i < 5 ? 's1' : 's2',
  name: i % 5 === 3 ? null : `Elev ${i}`,
  absence: i * 2,
  level: levels[i % 4],
}));

const pupilOf = (id: unknown) => pupils.find((pupil) => pupil.id === id);
const schoolOf = (id: unknown) => schools.find((school) => school.id === id);
const pupilsOf = (schoolId: unknown) => pupils.filter((pupil) => pupil.schoolId === schoolId);

/** Fails for some, always the same ones, as a guard or a broken database would. */
function failFor(source: Source, ids: readonly string[], code: string): void {
  if (ids.includes(String(source.id)))
    throw new GraphQLError(`not for ${String(source.id)}`, {
      extensions: { code, legalBasis: { statute: 'opplæringslova § 25-2' } },
    });
}

const administration: TestSubgraph = {
  name: 'school-administration',
  sdl: `
    scalar Date
    enum Level { PRIMARY SECONDARY SEALED @inaccessible }
    type School @key(fields: "id") {
      id: ID! name: String! head: Teacher opened: Date @shareable
      pupils(first: Int = 10, level: Level): [Pupil!]!
      pupil(number: Int!): Pupil!
      seating: [[Pupil]!]
      crowded(than: Int! = 3, of: [Int!] = [1]): Boolean!
    }
    type Pupil @key(fields: "id") @key(fields: "school { id } number") {
      id: ID! number: Int! school: School! name: String absence: Int level: Level strictName: String!
      friends: [Pupil] nearest: Pupil
    }
    type Teacher @key(fields: "email") { email: ID! name: String @shareable room: String! phone: String }
    input PupilFilter { ids: [ID!] = ["p1", "p2"], level: Level }
    type Query {
      schools: [School!]! school(id: ID!): School! maybeSchool(id: ID = "s1"): School
      pupil(id: ID!): Pupil pupils(filter: PupilFilter = {}): [Pupil]!
      strictPupils: [Pupil!]
    }
    type Mutation { rename(id: ID!, name: String!): Renamed refuse(id: ID!): Pupil }
    type Renamed { pupil: Pupil query: Query! }
  `,
  resolvers: {
    Query: {
      schools: () => schools,
      school: (_: unknown, { id }: Source) => schoolOf(id),
      maybeSchool: (_: unknown, { id }: Source) => schoolOf(id),
      pupil: (_: unknown, { id }: Source) => pupilOf(id),
      pupils: (_: unknown, args: { filter?: { ids?: readonly string[] } }) => args.filter?.ids?.map(pupilOf) ?? pupils,
      strictPupils: () => [pupilOf('p1'), pupilOf('p3'), pupilOf('p4')],
    },
    Mutation: {
      rename: (_: unknown, { id, name }: Source) => {
        const pupil = pupilOf(id);
        return { pupil: pupil && { ...pupil, name }, query: {} };
      },
      refuse: (_: unknown, { id }: Source) => {
        failFor({ id }, [String(id)], 'FORBIDDEN');
      },
    },
    School: {
      __resolveReference: ({ id }: Source) => schoolOf(id),
      head: ({ head }: Source) => head && { email: head },
      opened: () => '1931-08-20',
      pupils: ({ id }: Source, { first }: Source) => pupilsOf(id).slice(0, Number(first)),
      pupil: ({ id }: Source, { number }: Source) => pupilsOf(id).find((pupil) => pupil.number === number),
      seating: ({ id }: Source) => [[pupilsOf(id)[0], null, pupilsOf(id)[1]], [], [pupilsOf(id)[0]]],
      crowded: ({ id }: Source, { than }: Source) => pupilsOf(id).length > Number(than),
    },
    Pupil: {
      __resolveReference: ({ id, school, number }: Source & { school?: Source }) =>
        id === undefined ? pupilsOf(school?.id).find((pupil) => pupil.number === number) : pupilOf(id),
      school: ({ schoolId }: Source) => schoolOf(schoolId),
      strictName: ({ name }: Source) => name,
      absence: (source: Source) => {
        failFor(source, ['p2', 'p6'], 'WITHHELD');
        return source.absence;
      },
      friends: ({ id }: Source) => (id === 'p0' ? null : [pupilOf('p1'), null, pupilOf('p0'), pupilOf('p1')]),
      nearest: ({ id }: Source) => pupils[(pupils.findIndex((pupil) => pupil.id === id) + 1) % pupils.length],
    },
    Teacher: {
      __resolveReference: (reference: Source) => reference,
      name: ({ email }: Source) => `Lærer ${String(email)}`,
      room: ({ email }: Source) => {
        failFor({ id: email }, ['ola@skole.no'], 'UNAVAILABLE');
        return 'B12';
      },
    },
  },
};

const grades: TestSubgraph = {
  name: 'grades',
  sdl: `
    enum Language { NB NN SE }
    type Pupil @key(fields: "id") {
      id: ID! absence: Int @external name: String @external
      grades(from: Int! = 1): [Grade!]
      warning(language: Language = NB): String @requires(fields: "absence name")
      strictWarning: String! @requires(fields: "absence")
      mentor: Teacher @provides(fields: "name")
    }
    type Grade { subject: Subject value: Int! teacher: Teacher! pupil: Pupil! }
    type Subject @key(fields: "code") { code: ID! label: String! }
    type Teacher @key(fields: "email") { email: ID! name: String @external }
    type Query { subjects: [Subject]! }
  `,
  resolvers: {
    Query: { subjects: () => [{ code: 'NOR' }, null, { code: 'MAT' }] },
    Pupil: {
      __resolveReference: (reference: Source) => (reference.id === 'p4' ? null : reference),
      grades: (source: Source, { from }: Source) => {
        failFor(source, ['p1'], 'WITHHELD');
        return [1, 2, 3]
          .filter((value) => value >= Number(from))
          .map((value) => ({
            value,
            subject: value === 2 ? null : { code: value === 1 ? 'NOR' : 'MAT' },
            pupil: source,
          }));
      },
      warning: ({ absence, name }: Source, { language }: Source) =>
        `${String(name)}: ${String(absence)} ${String(language)}`,
      strictWarning: ({ absence }: Source) => (absence === 0 ? null : `${String(absence)} days`),
      mentor: ({ id }: Source) => (id === 'p2' ? null : { email: 'kari@skole.no', name: 'Kari fra karakterer' }),
    },
    Grade: { teacher: ({ value }: Source) => ({ email: value === 1 ? 'kari@skole.no' : 'ola@skole.no' }) },
    Subject: {
      label: (source: Source) => {
        failFor({ id: source.code }, ['MAT'], 'NOT_FOUND');
        return `Fag ${String(source.code)}`;
      },
    },
  },
};

const transport: TestSubgraph = {
  name: 'transport',
  sdl: `
    type School @key(fields: "id") { id: ID! stops: [Stop!]! distance(unit: Unit! = KM): Float }
    enum Unit { KM MILE }
    scalar Date
    type Pupil @key(fields: "school { id } number") { school: School! number: Int! bus: Bus seats: [[Int]!] }
    type Bus { line: String! stop: Stop passengers: [Pupil]! operator: Operator }
    type Stop { name: String! school: School busesAt: [Bus] }
    type Operator @key(fields: "org { number }") { org: Organisation! phone: String }
    type Organisation { number: ID! @shareable }
  `,
  resolvers: {
    School: {
      __resolveReference: (reference: Source) => reference,
      stops: ({ id }: Source) =>
        id === 's3'
          ? []
          : [
              { name: 'Torget', id },
              { name: 'Stasjonen', id: 's2' },
            ],
      distance: ({ id }: Source, { unit }: Source) => (id === 's1' ? 1.5 : unit === 'MILE' ? 2 : Number.NaN),
    },
    Pupil: {
      __resolveReference: (reference: Source) => reference,
      bus: ({ number }: Source) => (number === 0 ? null : { line: number === 1 ? null : `L${String(number)}`, number }),
      seats: ({ number }: Source) => [[1, null], [Number(number)]],
    },
    Bus: {
      stop: ({ number }: Source) => ({ name: 'Torget', id: number === 2 ? 's1' : 's2' }),
      passengers: ({ number }: Source) => [{ school: { id: 's1' }, number }, null, { school: { id: 's1' }, number: 1 }],
      operator: () => ({ org: { number: '987654321' } }),
    },
    Stop: {
      school: ({ id }: Source) => ({ id }),
      busesAt: ({ id }: Source) => [null, { line: 'L9', number: id === 's1' ? 2 : 3 }],
    },
    Operator: { phone: () => '62 00 00 00' },
  },
};

const operators: TestSubgraph = {
  name: 'operators',
  sdl: `
    type Operator @key(fields: "org { number }") { org: Organisation! title: String! }
    type Teacher @key(fields: "email") { email: ID! phone: String @override(from: "school-administration") }
    type Organisation { number: ID! @shareable }
  `,
  resolvers: { Operator: { title: () => 'Innlandsbuss' }, Teacher: { phone: () => '62 11 11 11' } },
};

/** Compound keys, `@requires`, `@provides`, `@override`, nested lists, hidden enum values, and fields that fail for some. */
export const schoolGraph = (): TestGraph => federate([administration, grades, transport, operators]);

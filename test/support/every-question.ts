import {
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { readOwnGraph } from '#gateway/hub/own-graph.ts';

/** A question that the graph takes, and what is asked of it. */
export interface Question {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What the arguments of the graph's questions may be given. */
export interface Known {
  /** Ids by the type that they are of; an argument of another type is given those of pupils. */
  readonly ids: { readonly Pupil: readonly string[] } & Readonly<Record<string, readonly string[]>>;
  readonly nationalIds: readonly string[];
  /** Words to search for. */
  readonly texts: readonly string[];
}

const { schema } = readOwnGraph();
const mostFields = 120;
interface Reach {
  /** How many rows of a list. */
  readonly first: number;
  /** How many types deep. */
  readonly depth: number;
}
/** How far fields are followed from what is asked for: from one thing further than from each row of a page. */
const fromOne: Reach = { first: 100, depth: 6 };
const fromRows: Reach = { first: 3, depth: 4 };
const rowsAsked = 100;
const questions = Object.values(schema.getQueryType()?.getFields() ?? {});
/** What has a question of its own is not gone into where something else leads to it. */
const askedForAlone = new Set(
  questions.filter(({ args }) => args.some(isRequiredArgument)).map(({ type }) => getNamedType(type)),
);

/**
 * Every field of every question of the composed graph, with every argument that is required, in documents of a size that the gateway
 * takes; with each optional argument by itself the first of them. A field that a subgraph gets tomorrow is asked for tomorrow.
 */
export function everyQuestion(known: Known): readonly Question[] {
  return questions.flatMap((field) =>
    argumentSets(field, known).flatMap(({ name, variables, whole }) => {
      const declared = Object.keys(variables).map((arg) => {
        const type = field.args.find((one) => one.name === arg)?.type;
        return `$${arg}: ${type}`;
      });
      const passed = Object.keys(variables).map((arg) => `${arg}: $${arg}`);
      if (field.args.some(({ name: arg }) => arg === 'first')) passed.push(`first: ${rowsAsked}`);
      return documentsOf(field)
        .slice(0, whole ? undefined : 2)
        .map((selection, part) => ({
          name: `${field.name}(${name}) ${part + 1}`,
          query: `query ${bracketed(declared)} { ${field.name}${bracketed(passed)} ${selection} }`,
          variables,
        }));
    }),
  );
}

const bracketed = (parts: readonly string[]) => (parts.length > 0 ? `(${parts.join(', ')})` : '');

interface ArgumentSet extends Pick<Question, 'name' | 'variables'> {
  readonly whole: boolean;
}
type AnyField = GraphQLField<unknown, unknown>;

/** The required arguments in all their combinations; each optional one beside them by itself. */
function argumentSets({ args, name, type }: AnyField, known: Known): readonly ArgumentSet[] {
  const required = args.filter(isRequiredArgument);
  let sets: ArgumentSet[] = [{ name: '', variables: {}, whole: true }];
  for (const arg of required) {
    const values = valuesOf(arg, known, getNamedType(type).name);
    if (values.length === 0) throw new Error(`${name}(${arg.name}: ${arg.type}) is asked for nothing`);
    sets = sets.flatMap((set) => values.map((value) => added(set, arg.name, value, true)));
  }
  const optional = args.filter((arg) => !isRequiredArgument(arg) && arg.name !== 'first' && arg.name !== 'after');
  const alone = optional.flatMap((arg) =>
    valuesOf(arg, known, typeNamedBy(arg.name)).map((value) => [arg.name, value] as const),
  );
  return sets.flatMap((set) => [set, ...alone.map(([arg, value]) => added(set, arg, value, false))]);
}

const added = (set: ArgumentSet, arg: string, value: unknown, whole: boolean): ArgumentSet => ({
  whole,
  name: [set.name, `${arg}: ${String(value)}`].filter(Boolean).join(', '),
  variables: { ...set.variables, [arg]: value },
});

/** `schoolId` and `unitId` are ids of schools, `groupId` of groups. */
const typeNamedBy = (arg: string): string =>
  /group/i.test(arg) ? 'Group' : /school|unit/i.test(arg) ? 'School' : 'Pupil';

function valuesOf(arg: GraphQLArgument, known: Known, idsOf: string): readonly unknown[] {
  const type = getNamedType(arg.type);
  const listed = isListType(getNullableType(arg.type));
  // What an input object narrows is given without it too.
  if (isInputObjectType(type)) return isRequiredArgument(arg) ? [{}] : [];
  const all = isEnumType(type) ? enumValues(type, listed) : namedValues(type.name, arg, known, idsOf);
  return listed ? [all] : all;
}

/** All of them where there is a list, else the first and the last. */
function enumValues(type: GraphQLEnumType, listed: boolean): readonly string[] {
  const names = type.getValues().map(({ name }) => name);
  return listed ? names : [...new Set([names[0] ?? '', names.at(-1) ?? ''])];
}

function namedValues(type: string, arg: GraphQLArgument, known: Known, idsOf: string): readonly unknown[] {
  if (type === 'ID') return known.ids[idsOf] ?? known.ids.Pupil;
  if (type === 'NationalId') return known.nationalIds;
  if (type === 'String') return known.texts;
  if (type === 'Boolean') return [true, false].filter((value) => value !== arg.defaultValue);
  if (type === 'Date') return isRequiredArgument(arg) ? ['2026-11-20'] : [];
  return [];
}

/** The selections of a field's answer, split so that each is of a size that is taken; what is around a page's rows comes first. */
function documentsOf(field: AnyField): readonly string[] {
  const type = getNamedType(field.type);
  if (isLeafType(type)) return [''];
  if (!isObjectType(type)) throw new Error(`${field.name} gives what may be several types`);
  const [step, row] = isConnection(type) ? ['edges', 'node'] : type.name === 'Viewer' ? ['children', undefined] : [];
  if (step === undefined) return chunks(partsOf(type, [type], fromOne)).map((part) => `{ ${part} }`);
  const edge = typeOf(type, step);
  const inner = row ? typeOf(edge, row) : edge;
  const rows = chunks(partsOf(inner, [type, inner], fromRows)).map(
    (part) => `{ ${step} { ${row ? `${row} { ${part} }` : part} } }`,
  );
  const around = [type, ...(row ? [edge] : [])].map((one) =>
    partsOf(one, [type, inner], fromRows, (name) => name !== step && name !== row).join(' '),
  );
  const first = row ? `{ ${around[0]} ${step} { ${around[1]} } }` : `{ ${around[0]} }`;
  return [first, ...rows];
}

const typeOf = (type: GraphQLObjectType, field: string) =>
  getNamedType(type.getFields()[field]?.type) as GraphQLObjectType;

const partsOf = (
  type: GraphQLObjectType,
  within: readonly GraphQLObjectType[],
  reach: Reach,
  which: (name: string) => boolean = () => true,
): readonly string[] =>
  Object.values(type.getFields())
    .filter(({ name }) => which(name))
    .map((field) => selected(field, type, within, reach));

const isConnection = (type: GraphQLObjectType): boolean => type.getFields().edges !== undefined;
const namesIn = (text: string): number => text.match(/\w+/g)?.length ?? 0;

function chunks(parts: readonly string[]): readonly string[] {
  const made: string[] = [];
  for (const part of parts.filter(Boolean)) {
    const last = made.at(-1);
    if (last !== undefined && namesIn(last) + namesIn(part) < mostFields) made[made.length - 1] = `${last} ${part}`;
    else made.push(part);
  }
  return made;
}

/** A field with everything below it that needs no argument; a type is not gone into again within itself. */
function selected(field: AnyField, of: GraphQLObjectType, within: readonly GraphQLObjectType[], reach: Reach): string {
  if (field.args.some(isRequiredArgument)) return '';
  const args = field.args.flatMap(({ name, defaultValue }) => {
    if (name === 'first') return [`first: ${reach.first}`];
    // The wider of two: what is ended too, what is not current.
    return typeof defaultValue === 'boolean' ? [`${name}: ${!defaultValue}`] : [];
  });
  const type = getNamedType(field.type);
  const start = `${field.name}${bracketed(args)}`;
  if (isLeafType(type)) return start;
  if (!isObjectType(type)) throw new Error(`${of.name}.${field.name} gives what may be several types`);
  const again = within.includes(type) || within.length >= reach.depth || askedForAlone.has(type);
  const inner = Object.values(type.getFields())
    .filter((one) => !again || isLeafType(getNamedType(one.type)))
    .map((one) => selected(one, type, [...within, type], { ...reach, first: 3 }))
    .filter(Boolean);
  return inner.length > 0 ? `${start} { ${inner.join(' ')} }` : '';
}

import {
  type GraphQLArgument,
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
import type { Known } from './every-question.ts';

const { schema } = readOwnGraph();
const root = schema.getQueryType() as GraphQLObjectType;

/** Choices, one after the other, from a list of numbers that is gone round: the same numbers make the same question. */
export interface Choices {
  below(count: number): number;
}
export function choicesFrom(numbers: readonly number[]): Choices {
  let at = 0;
  return {
    below: (count) => {
      const number = numbers[at++ % numbers.length] ?? 0;
      // What has been gone round is mixed with its place, so that it does not choose the same again.
      return (number + (at > numbers.length ? at * 7 : 0)) % count;
    },
  };
}

const deepest = 9;
/** Half of what is asked begins with children: most other questions have little of them. */
const leadsToChildren = ({ type }: Field) => ['Pupil', 'PupilConnection', 'Viewer'].includes(getNamedType(type).name);

/** A valid question of up to three fields, through any types, with any arguments: also from child to group to child. */
export function generatedQuestion(choices: Choices, known: Known): string {
  const fields = Object.values(root.getFields());
  const asked = Array.from({ length: 1 + choices.below(3) }, () =>
    pick(choices.below(2) === 0 ? fields : fields.filter(leadsToChildren), choices),
  );
  const parts = asked.map((field, index) => `a${index}: ${selection(field, choices, known, 1, true)}`);
  return `{ ${parts.join(' ')} }`;
}

type Field = ReturnType<GraphQLObjectType['getFields']>[string];
const pick = <Value>(values: readonly Value[], choices: Choices): Value =>
  values[choices.below(values.length)] as Value;

function selection(field: Field, choices: Choices, known: Known, depth: number, isRoot = false): string {
  const args = field.args.flatMap((arg) => {
    const value = argument(arg, choices, known, isRoot);
    return value === undefined ? [] : [`${arg.name}: ${value}`];
  });
  const start = args.length > 0 ? `${field.name}(${args.join(', ')})` : field.name;
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return start;
  const fields = Object.values(type.getFields());
  const structural = fields.filter(({ name }) => name === 'edges' || name === 'node' || name === 'pageInfo');
  const leaves = fields.filter((one) => isLeafType(getNamedType(one.type)));
  const others = fields.filter((one) => !isLeafType(getNamedType(one.type)) && !structural.includes(one));
  const chosen = new Set(structural);
  if (leaves.length > 0) for (let count = 0; count < 4; count += 1) chosen.add(pick(leaves, choices));
  if (depth < deepest && others.length > 0)
    for (let count = 0; count < 1 + choices.below(2); count += 1) chosen.add(pick(others, choices));
  const inner = [...chosen].map((one) => selection(one, choices, known, depth + 1));
  return `${start} { __typename ${inner.join(' ')} }`;
}

function argument(arg: GraphQLArgument, choices: Choices, known: Known, isRoot: boolean): string | undefined {
  if (arg.name === 'first') return String(isRoot ? 1 + choices.below(60) : 2);
  if (arg.name === 'after' || isInputObjectType(getNamedType(arg.type))) return undefined;
  if (!isRequiredArgument(arg) && choices.below(2) === 0) return undefined;
  const value = chosenFor(arg, choices, known);
  return isListType(getNullableType(arg.type)) && value !== undefined ? `[${value}]` : value;
}

function chosenFor(arg: GraphQLArgument, choices: Choices, known: Known): string | undefined {
  const type = getNamedType(arg.type);
  if (isEnumType(type)) return pick(type.getValues(), choices).name;
  if (type.name === 'ID') return JSON.stringify(pick(pick(Object.values(known.ids), choices), choices));
  if (type.name === 'NationalId') return JSON.stringify(pick(known.nationalIds, choices));
  if (type.name === 'String') return JSON.stringify(pick(known.texts, choices));
  if (type.name === 'Boolean') return String(choices.below(2) === 0);
  if (type.name === 'Date') return isRequiredArgument(arg) ? '"2026-11-20"' : undefined;
  return undefined;
}

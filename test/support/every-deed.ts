import { randomUUID } from 'node:crypto';
import {
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredInputField,
} from 'graphql';
import { readOwnGraph } from '#gateway/hub/own-graph.ts';
import type { Known, Question } from './every-question.ts';

const { schema } = readOwnGraph();

/**
 * Every mutation of the composed graph that takes an id or a national id, with all that is required and every id of one that is known;
 * in the same order whatever is known. One that a subgraph gets tomorrow is among them tomorrow.
 */
export function everyDeed(known: Known): readonly Question[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(({ name, args, type }) => {
    const input = args.find((arg) => arg.name === 'input');
    const given = input && givenTo('input', input.type, known);
    if (!input || !JSON.stringify(given).match(/Ids?":|nationalId":/)) return [];
    const payload = getNamedType(type);
    const leaves = isObjectType(payload)
      ? Object.values(payload.getFields()).filter((field) => isLeafType(getNamedType(field.type)))
      : [];
    const asked = ['__typename', ...leaves.map((field) => field.name), 'userErrors { code message }'].join(' ');
    return [
      {
        name,
        query: `mutation ($input: ${input.type}) { ${name}(input: $input) { ${asked} } }`,
        variables: { input: given },
      },
    ];
  });
}

/** What a field of an input is given: an id of the kind that its name says, and something that is taken as it stands otherwise. */
function givenTo(name: string, type: GraphQLInputType, known: Known): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [givenTo(name.replace(/s$/, ''), nullable.ofType, known)];
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields()).filter(
      (field) => isRequiredInputField(field) || isId(field.type),
    );
    return Object.fromEntries(fields.map((field) => [field.name, givenTo(field.name, field.type, known)]));
  }
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name;
  if (name === 'idempotencyKey') return randomUUID();
  const kind = getNamedType(nullable).name;
  if (kind === 'ID') return (known.ids[kindNamedBy(name)] ?? known.ids.Pupil)[0];
  if (kind === 'NationalId') return known.nationalIds[0];
  const sample = samples[kind];
  if (sample === undefined) throw new Error(`${name}: nothing is known that a ${kind} may be`);
  return sample;
}

const isId = (type: GraphQLInputType) => ['ID', 'NationalId'].includes(getNamedType(type).name);
/** `threadId` is the id of a thread. */
const kindNamedBy = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1).replace(/Id$/, '')}`;
const samples: Readonly<Record<string, unknown>> = {
  Boolean: true,
  Int: 1,
  Float: 1,
  String: 'Written with a reason',
  Date: '2026-11-20',
  DateTime: '2026-11-20T08:00:00Z',
  OrganisationNumber: '974760673',
};

import { readFileSync } from 'node:fs';
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';

const builtIn = /^(__|_|String$|Int$|Float$|Boolean$|ID$)/;
/** What the Relay convention names the same in every connection needs no words of its own. */
const conventional = new Set(['edges', 'node', 'cursor', 'pageInfo', 'first', 'after']);

/** Every type, field, input field and enum value of the graph that says nothing of itself in plain words. */
export function findUndescribed(apiFile: URL): string[] {
  const schema = buildSchema(readFileSync(apiFile, 'utf8'));
  const roots = new Set([schema.getQueryType()?.name, schema.getMutationType()?.name]);
  const missing: string[] = [];
  const expect = (place: string, description: string | null | undefined) => {
    if (!description?.trim()) missing.push(`${place} has no description`);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (builtIn.test(type.name)) continue;
    if (!roots.has(type.name)) expect(type.name, type.description);
    if (isEnumType(type)) for (const value of type.getValues()) expect(`${type.name}.${value.name}`, value.description);
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields()))
      if (!conventional.has(field.name)) expect(`${type.name}.${field.name}`, field.description);
  }
  return missing;
}

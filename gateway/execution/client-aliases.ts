import { type DocumentNode, type GraphQLSchema, isInterfaceType, isObjectType, visit } from 'graphql';

/**
 * Aliases that a client may choose but the planner may not meet: it reads keys and `@requires` fields by their names, so that
 * `{ id: name }` would have it take the name for the key.
 */
export interface ClientAliases {
  /** The document as it is planned, with such aliases replaced. */
  readonly document: DocumentNode;
  /** Client's alias → the one in its place. */
  readonly replaced: ReadonlyMap<string, string>;
  /** A path as the client knows it. */
  clientPath(path: readonly (string | number)[]): readonly (string | number)[];
}

/** Every field name of a schema, and `__typename`: what an alias must not pose as. */
export function fieldNamesOf(schema: GraphQLSchema): ReadonlySet<string> {
  const names = new Set(['__typename', '__proto__']);
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type) || isInterfaceType(type)) for (const name of Object.keys(type.getFields())) names.add(name);
  return names;
}

/** The planner's own aliases look so; its rewrites must not meet a client's. */
const plannersAlias = /__alias_\d+$/;

export function replaceAliases(document: DocumentNode, fieldNames: ReadonlySet<string>): ClientAliases {
  const aliases = new Set<string>();
  visit(document, {
    Field({ alias, name }) {
      if (alias && alias.value !== name.value) aliases.add(alias.value);
    },
  });
  const replaced = new Map<string, string>();
  const clients = new Map<string, string>();
  for (const alias of aliases) {
    if (!fieldNames.has(alias) && !plannersAlias.test(alias)) continue;
    let replacement = `${alias.replaceAll('__', '_')}_alias`;
    while (fieldNames.has(replacement) || aliases.has(replacement) || clients.has(replacement)) replacement += '_';
    replaced.set(alias, replacement);
    clients.set(replacement, alias);
  }
  if (replaced.size === 0) return { document, replaced, clientPath: (path) => path };
  return {
    document: visit(document, {
      Field(field) {
        const replacement = field.alias && field.alias.value !== field.name.value && replaced.get(field.alias.value);
        return field.alias && replacement ? { ...field, alias: { ...field.alias, value: replacement } } : undefined;
      },
    }),
    replaced,
    clientPath: (path) => path.map((part) => (typeof part === 'string' ? (clients.get(part) ?? part) : part)),
  };
}

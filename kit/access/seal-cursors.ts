import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  GraphQLObjectType,
  getNullableType,
} from 'graphql';
import type { Connection } from '#contracts/graphql/connection.ts';
import type { Access } from './access.ts';

type Context = { readonly access: Access };
type Resolver = GraphQLFieldResolver<unknown, Context>;

/** Wraps a field that gives a page: `after` is opened before the resolver sees it, cursors are sealed as they are asked for. */
export function sealCursors(type: GraphQLObjectType, field: GraphQLField<unknown, Context>): void {
  const page = getNullableType(field.type);
  if (!(page instanceof GraphQLObjectType) || !page.getFields().edges) return;
  const list = `${type.name}.${field.name}`;
  const resolve = field.resolve ?? defaultFieldResolver;
  const sealed: Resolver = async (source, args, context, info) => {
    const { cursors } = context.access;
    const opened = args.after ? { ...args, after: cursors.open(list, String(args.after)) } : args;
    const connection = (await resolve(source, opened, context, info)) as Connection<unknown> | null | undefined;
    if (!connection) return connection;
    const { edges, pageInfo } = connection;
    return {
      ...connection,
      edges: edges.map(({ cursor, ...edge }) => ({
        ...edge,
        get cursor() {
          return cursors.seal(list, cursor);
        },
      })),
      pageInfo: {
        ...pageInfo,
        get endCursor() {
          return pageInfo.endCursor === null ? null : cursors.seal(list, pageInfo.endCursor);
        },
      },
    };
  };
  field.resolve = sealed;
}

import { type GraphQLSchema, isScalarType } from 'graphql';
import { scalars } from '#contracts/graphql/scalars.ts';

/**
 * Gives a composed schema the scalars' own checks, in place: composition keeps only their names, and a date that does not exist
 * would pass the gateway and fail in a subgraph as if it were the hub's fault.
 */
export function validateScalars(schema: GraphQLSchema): GraphQLSchema {
  for (const [name, scalar] of Object.entries(scalars)) {
    const composed = schema.getType(name);
    if (isScalarType(composed))
      Object.assign(composed, { parseValue: scalar.parseValue, parseLiteral: scalar.parseLiteral });
  }
  return schema;
}

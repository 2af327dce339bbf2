import type { ApolloServerPlugin } from '@apollo/server';
import { type GraphQLSchema, isInputType, type OperationDefinitionNode, typeFromAST, valueFromAST } from 'graphql';
import { HubError } from '#kit/errors/hub-error.ts';
import { withStatus } from '../answer-error.ts';
import { type CostOf, compileCost } from './query-cost.ts';

/** Refuses operations that may give too many values, before anything runs; the error tells the cost and the limit. */
export function limitCost(mostCost: number): ApolloServerPlugin {
  const known = new WeakMap<OperationDefinitionNode, CostOf>();
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, document, operation, request }) {
          // Apollo Server says itself that there is none.
          if (!operation) return;
          let costOf = known.get(operation);
          if (!costOf) {
            costOf = compileCost(schema, document, operation);
            known.set(operation, costOf);
          }
          const cost = costOf(withDefaults(schema, operation, request.variables ?? {}));
          if (cost <= mostCost) return;
          throw withStatus(
            new HubError(
              'BAD_INPUT',
              `The query may give ${cost} values, and ${mostCost} is the most. Ask for smaller pages (first), or for less at once.`,
              { details: { cost, mostCost } },
            ),
          );
        },
      };
    },
  };
}

function withDefaults(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const defaults = variableDefinitions.flatMap(({ variable, type, defaultValue }) => {
    const known = defaultValue && typeFromAST(schema, type);
    const { value: name } = variable.name;
    return known && isInputType(known) && given[name] === undefined ? [[name, valueFromAST(defaultValue, known)]] : [];
  });
  return defaults.length === 0 ? given : { ...given, ...Object.fromEntries(defaults) };
}

import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';

/** Whether an object whose `__typename` is the given one fits a type condition. */
export type TypeCondition = (typename: string) => boolean;

/**
 * The condition with its answers kept per type name: the object's type may itself be an interface, where a subgraph knows the
 * interface as an object type (`@interfaceObject`).
 */
export function compileTypeCondition(schema: GraphQLSchema, condition: string): TypeCondition {
  const conditional = schema.getType(condition);
  const fitting = new Set([condition]);
  if (conditional && isAbstractType(conditional)) {
    for (const type of Object.values(schema.getTypeMap()))
      if ((isObjectType(type) || isInterfaceType(type)) && schema.isSubType(conditional, type)) fitting.add(type.name);
  }
  return (typename) => fitting.has(typename);
}

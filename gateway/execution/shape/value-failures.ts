import { GraphQLError } from 'graphql';

/** Why a value from a subgraph cannot stand in the answer. */
export interface ValueFailure {
  readonly problem: 'null' | 'value' | 'typename';
  /** The type the value should have had, and the type whose field it belongs to. */
  readonly type: string;
  readonly parent: string;
  /** Innermost part first: it grows as the failure is carried outwards. */
  readonly path: (string | number)[];
}

export function fail(
  failures: ValueFailure[],
  problem: ValueFailure['problem'],
  type: { toString(): string },
  parent: string,
): void {
  failures.push({ problem, type: String(type), parent, path: [] });
}

/** Places every failure from `since` on below one more key or index: cheaper than carrying a path that is seldom asked for. */
export function placeBelow(failures: readonly ValueFailure[], since: number, part: string | number): void {
  for (let i = since; i < failures.length; i++) failures[i]?.path.push(part);
}

/** The failure as an error, in the words federation's own executor uses. */
export function errorOfValue({ problem, type, parent, path }: ValueFailure): GraphQLError {
  const innermost = path[0];
  const what =
    typeof innermost === 'number'
      ? `array element of type ${type} at index ${innermost}`
      : `field ${parent}.${innermost ?? ''}`;
  const message = {
    null: `Cannot return null for non-nullable ${what}.`,
    value: `Invalid value found for ${what}.`,
    // The type's name is left out: it may be one that the public schema hides.
    typename: `Invalid __typename found for object at ${what}.`,
  }[problem];
  return new GraphQLError(message, { path: path.toReversed(), extensions: { code: 'INVALID_GRAPHQL' } });
}

/** A domain word as a name of a GraphQL enum: `internal-note` is INTERNAL_NOTE. */
export const enumName = (word: string): string => word.replaceAll('-', '_').toUpperCase();

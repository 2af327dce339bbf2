/** A domain word as a name of a GraphQL enum: `by-hand` is BY_HAND. */
export const enumName = (word: string): string => word.replaceAll('-', '_').toUpperCase();

/** The name of a GraphQL enum as a domain word. */
export const wordOf = (name: string): string => name.replaceAll('_', '-').toLowerCase();

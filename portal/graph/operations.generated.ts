// Made from the portal's .graphql files by `oppvekst compose`.
export * from './family-operations.generated.ts';
export * from './staff-operations.generated.ts';

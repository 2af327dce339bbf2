/** Something in Grep's data that is not as it should be: read on, and told to a person. */
export interface GrepFinding {
  /** File or address part, and code where there is one. */
  readonly where: string;
  readonly what: string;
  /** What was done about it. */
  readonly done: string;
}

/** A JSON document of Grep, or the finding that it could not be had. */
export type GrepDocument =
  | { readonly where: string; readonly json: unknown; readonly finding?: never }
  | { readonly finding: GrepFinding; readonly json?: never };

/** Where Grep's documents come from: a folder of JSON, or Grep's API. */
export type GrepSource = AsyncIterable<GrepDocument>;

/** An operation of the portal: its text, and the SHA-256 that it is registered by as a trusted document. */
export interface Operation<Data, Variables> {
  readonly hash: string;
  readonly text: string;
  /** What it answers with and asks for, for the compiler alone. */
  readonly types?: (variables: Variables) => Data;
}

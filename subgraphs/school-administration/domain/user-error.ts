/** A deliberate refusal: why, for programs and for people, and where in the input. */
export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly field: readonly string[];
}

export const refuse = (code: string, message: string, ...field: string[]): UserError => ({
  code,
  message,
  field: ['input', ...field],
});

/** What went wrong, as a stable literal that callers switch on. */
export type HubErrorCode =
  | 'BAD_INPUT'
  | 'BROKEN_FILE'
  | 'UNKNOWN_FORMAT'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'FORBIDDEN'
  | 'UNAUTHENTICATED'
  | 'WITHHELD'
  | 'TOO_MANY_REQUESTS'
  | 'UNAVAILABLE'
  | 'CONFIG'
  | 'INTERNAL';

export interface HubErrorOptions {
  /** Facts a caller may show or a script may read; never personal data, paths or hosts. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** A deliberate error: its message may be shown to the caller. Everything else is masked and logged with an id. */
export class HubError extends Error {
  readonly code: HubErrorCode;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: HubErrorCode, message: string, options: HubErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'HubError';
    this.code = code;
    this.details = options.details;
  }
}

export const isHubError = (error: unknown): error is HubError => error instanceof HubError;

/** Why a sign-in did not come about. */
export const failureKinds = {
  /** The state is not one that this browser has under way: late, used before, or not ours. */
  expired: 400,
  'bad-return': 400,
  'no-issuer': 404,
  /** The person broke it off at the issuer. */
  cancelled: 400,
  /** What the issuer's answer said does not hold. */
  refused: 401,
  /** The issuer has vouched for somebody without saying who. */
  nobody: 403,
  /** Nobody here is that person for certain. */
  unmatched: 403,
  'level-not-reached': 403,
  /** Begun too often from one address. */
  'too-many': 429,
  'issuer-down': 503,
  failed: 500,
} as const;
export type FailureKind = keyof typeof failureKinds;

/** A sign-in that did not come about; its message is for the log and holds nothing of the person. */
export class SignInFailure extends Error {
  readonly kind: FailureKind;
  constructor(kind: FailureKind, message: string = kind) {
    super(message);
    this.name = 'SignInFailure';
    this.kind = kind;
  }
}

import type { CombinedError } from 'urql';

/** A part of an answer that is not there, and why. */
export interface Gap {
  /** Where in the answer, such as `me.children.0.healthNotes`. */
  readonly path: string;
  readonly kind: 'withheld' | 'unavailable' | 'failed';
  /** Of what is withheld: the category, the paragraphs, and the sign-in that would open it. */
  readonly category?: string;
  readonly legalBasis: readonly string[];
  readonly signIn?: string;
  /** The number to quote. */
  readonly id?: string;
}

/** Why there is no answer at all. */
export type Failure =
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'unmatched' }
  /** It is not there, or not for the reader: the two are told alike. */
  | { readonly kind: 'not-yours' }
  | { readonly kind: 'busy'; readonly retryAfterMs: number }
  | { readonly kind: 'failed'; readonly id?: string };

interface Extensions {
  readonly code?: string;
  readonly category?: string;
  readonly legalBasis?: readonly string[];
  readonly assurance?: { readonly signIn: string };
  readonly id?: string;
}

export function gapsIn(error: CombinedError | undefined): readonly Gap[] {
  return (error?.graphQLErrors ?? []).map(({ path, extensions }) => {
    const { code, category, legalBasis = [], assurance, id } = extensions as Extensions;
    return {
      path: (path ?? []).join('.'),
      kind: code === 'WITHHELD' ? 'withheld' : code === 'UNAVAILABLE' ? 'unavailable' : 'failed',
      legalBasis,
      ...(category ? { category } : {}),
      ...(assurance ? { signIn: assurance.signIn } : {}),
      ...(id ? { id } : {}),
    };
  });
}

const busyStatuses = new Set([429, 502, 503, 504]);

/** How long the hub asks us to wait; some seconds where it does not say. */
function retryAfterMs({ response }: CombinedError): number {
  const headers = (response as Response | undefined)?.headers;
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : usualWaitMs;
}
const usualWaitMs = 10_000;

export function failureOf(error: CombinedError): Failure {
  const extensions = error.graphQLErrors.map((one) => one.extensions as Extensions);
  if (extensions.some(({ code }) => code === 'UNAUTHENTICATED')) return { kind: 'signed-out' };
  if (extensions.some(({ code }) => code === 'FORBIDDEN' || code === 'NOT_FOUND')) return { kind: 'not-yours' };
  const status: unknown = error.response?.status;
  if (status === 401) return { kind: 'signed-out' };
  if (typeof status === 'number' && busyStatuses.has(status))
    return { kind: 'busy', retryAfterMs: retryAfterMs(error) };
  if (error.networkError && status === undefined) return { kind: 'offline' };
  const id = extensions.find((one) => one.id)?.id;
  return id === undefined ? { kind: 'failed' } : { kind: 'failed', id };
}

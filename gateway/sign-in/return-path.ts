import { SignInFailure } from './failures.ts';

/**
 * The path to go on to after a sign-in: of this hub and no other. An address that a browser might read as another site's is refused,
 * whatever it looks like.
 */
export function returnPath(given: unknown, home: string, base: string): string {
  if (given === undefined || given === '') return home;
  if (typeof given !== 'string' || given.length > 2_000 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(given))
    throw new SignInFailure('bad-return');
  const { origin } = new URL(base);
  const url = new URL(given, origin);
  // `/..//other.example` becomes `//other.example`.
  if (url.origin !== origin || url.pathname.startsWith('//')) throw new SignInFailure('bad-return');
  return `${url.pathname}${url.search}${url.hash}`;
}

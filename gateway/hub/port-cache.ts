import type { KnownPerson, SchoolAdministrationPort } from '#contracts/ports.ts';

const identityLifetimeMs = 5_000;
const mostIdentities = 10_000;

/**
 * Remembers for a few seconds who an identity is: a page of queries asks the same many times over. Facts and scopes are not
 * remembered; rights that end, end at once.
 */
export function createPortCache(
  port: SchoolAdministrationPort,
  now: () => number = Date.now,
): SchoolAdministrationPort {
  const known = new Map<string, { until: number; person: Promise<KnownPerson | null> }>();
  return {
    ...port,
    whoIs(identity) {
      const key = identity.kind === 'feide' ? `feide:${identity.feideId}` : `national-id:${identity.nationalId}`;
      const before = known.get(key);
      if (before && before.until > now()) return before.person;
      if (known.size >= mostIdentities) known.clear();
      const person = port.whoIs(identity);
      known.set(key, { until: now() + identityLifetimeMs, person });
      person.then(
        (found) => found ?? known.delete(key),
        () => known.delete(key),
      );
      return person;
    },
  };
}

import type { IncomingHttpHeaders } from 'node:http';
import { HubError } from '#kit/errors/hub-error.ts';

/**
 * Refuses what another site's page has the browser send with the session's cookie (CSRF). Browsers say where a request comes from
 * (`Sec-Fetch-Site`, and `Origin` with whatever is not a plain GET); a program that says neither has no cookie but its own.
 *
 * @param own The origin that the hub is reached by, such as `https://hub.example.kommune.no`.
 */
export function refuseOtherSites(headers: IncomingHttpHeaders, own: string): void {
  const site = headers['sec-fetch-site'];
  const fromElsewhere =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (headers.origin !== undefined && headers.origin !== own);
  if (fromElsewhere)
    throw new HubError('FORBIDDEN', 'A page of another site may not ask in the name of the one who is signed in.');
}

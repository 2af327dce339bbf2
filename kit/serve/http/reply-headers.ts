/** Retry-After as seconds or as a date (RFC 9110 § 10.2.3), in milliseconds from now. */
export function retryAfter(header: string | null, now: Date): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}

/** Where the next page is (RFC 8288: `Link: <…>; rel="next"`), as it is written: perhaps relative, perhaps another host's. */
export function nextLink(header: string | null): string | undefined {
  for (const link of (header ?? '').split(/,(?=\s*<)/)) {
    const [, target, relations] = /^\s*<([^>]+)>.*?;\s*rel="?([^";]*)/.exec(link) ?? [];
    if (relations?.trim().split(/\s+/).includes('next')) return target;
  }
  return undefined;
}

/** What a transfer waits for, as a side says it. */
interface Wait {
  readonly what?: string;
  readonly categories?: readonly string[];
  readonly since?: string;
}

/** Each wait with the time since when it has been waited for: what was waited for before keeps its time. */
export function waitsSince(waits: readonly object[], before: readonly object[], at: string): readonly object[] {
  const known = new Map(before.map((wait) => [keyOf(wait), (wait as Wait).since]));
  return waits.map((wait) => ({ ...wait, since: known.get(keyOf(wait)) ?? at }));
}

const keyOf = (wait: Wait): string => `${wait.what}/${(wait.categories ?? []).join()}`;

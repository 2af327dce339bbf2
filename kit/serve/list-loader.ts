import DataLoader from 'dataloader';

/** The list of one parent, and what is asked of it: its page, and what else narrows it. */
export interface ListKey<Ask> {
  readonly of: string;
  readonly ask: Ask;
}
export type ListLoader<Ask, Row> = DataLoader<ListKey<Ask>, readonly Row[], string>;

/** Loads lists under many parents of one request: one statement for all parents of whom the same is asked. */
export function listLoader<Ask, Row>(
  fetch: (parentIds: readonly string[], ask: Ask) => Promise<ReadonlyMap<string, readonly Row[]>>,
): ListLoader<Ask, Row> {
  return new DataLoader<ListKey<Ask>, readonly Row[], string>(
    async (keys) => {
      const byAsk = Map.groupBy(keys, ({ ask }) => JSON.stringify(ask));
      const lists = new Map(
        await Promise.all(
          [...byAsk].map(async ([text, [first, ...others]]) => {
            if (!first) return [text, new Map<string, readonly Row[]>()] as const;
            const parentIds = [first, ...others].map((key) => key.of);
            return [text, await fetch(parentIds, first.ask)] as const;
          }),
        ),
      );
      return keys.map(({ of, ask }) => lists.get(JSON.stringify(ask))?.get(of) ?? []);
    },
    { cacheKeyFn: ({ of, ask }) => `${of}|${JSON.stringify(ask)}` },
  );
}

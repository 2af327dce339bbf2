import { whoeverAsks } from './within-time.ts';

/**
 * Lets requests that ask at the same time share a statement: the first goes at once, and what is asked while it runs goes, all
 * together, in the next. Nothing is remembered: every answer is of a statement that began after its question, and each asker gets
 * what it asked for alone. Where a shared statement fails, each asks again by itself, so that nobody fails for another.
 *
 * @example const facts = shareReads((asked) => readFacts(database, asked), ({ viewer, child }) => `${viewer} ${child}`);
 */
export function shareReads<Key, Found>(
  read: (keys: readonly Key[]) => Promise<ReadonlyMap<string, Found>>,
  nameOf: (key: Key) => string,
): (keys: readonly Key[]) => Promise<ReadonlyMap<string, Found>> {
  interface Asked {
    readonly keys: readonly Key[];
    resolve(found: ReadonlyMap<string, Found>): void;
    reject(error: unknown): void;
  }
  let waiting: Asked[] = [];
  let running = false;

  const partOf = ({ keys }: Asked, found: ReadonlyMap<string, Found>): ReadonlyMap<string, Found> => {
    const part = new Map<string, Found>();
    for (const name of keys.map(nameOf)) {
      const value = found.get(name);
      if (value !== undefined) part.set(name, value);
    }
    return part;
  };
  const readAlone = (asked: Asked) => whoeverAsks(() => read(asked.keys)).then(asked.resolve, asked.reject);
  const readTogether = async (group: readonly Asked[]): Promise<void> => {
    const distinct = new Map(group.flatMap(({ keys }) => keys).map((key) => [nameOf(key), key]));
    const found = await whoeverAsks(() => read([...distinct.values()])).catch(() => undefined);
    if (!found) return void (await Promise.all(group.map(readAlone)));
    for (const asked of group) asked.resolve(partOf(asked, found));
  };
  const work = async () => {
    for (let group = waiting; group.length > 0; group = waiting) {
      waiting = [];
      const [only] = group;
      await (group.length === 1 && only ? readAlone(only) : readTogether(group));
    }
    running = false;
  };
  return (keys) =>
    new Promise((resolve, reject) => {
      waiting.push({ keys, resolve, reject });
      if (running) return;
      running = true;
      void work();
    });
}

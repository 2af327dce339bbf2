import { type Hub, startHub } from '#gateway/hub/start-hub.ts';
import { hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { benchClient, settingsFor } from './bench-hub.ts';
import type { BenchLine } from './bench-line.ts';
import type { Prepared } from './main.ts';
import { archivedQuery, pageQuery } from './queries.ts';

const sizes = [1, 30, 300] as const;

/** How many SQL statements a page of pupils costs in each schema: the same for 1, 30 and 300 pupils. */
export async function benchStatements(prepared: Prepared): Promise<BenchLine[]> {
  const bench = await settingsFor(await prepared.copy('statements'), 'everywhere');
  const hub = await startHub({ settings: hubSettingsSchema.parse(bench.settings) });
  try {
    const counts = new Map<string, number[]>();
    const ask = await benchClient(hub.url, bench);
    const after = await cursorBeforeArchived(ask);
    for (const size of sizes) {
      const answered = await countStatements(hub, ask, { first: size, after });
      for (const [schema, count] of answered) counts.set(schema, [...(counts.get(schema) ?? []), count]);
    }
    return [...counts].map(([schema, numbers]) => ({
      ok: numbers.length === sizes.length && new Set(numbers).size === 1,
      text: `${schema}: ${sizes.map((size, index) => `${numbers[index] ?? 0} for ${size}`).join(', ')} pupils`,
    }));
  } finally {
    await hub.stop();
  }
}

type Ask = Awaited<ReturnType<typeof benchClient>>;

/** Counted three times, and the least taken: what the hub's own timers ask in between is not the query's. */
async function countStatements(
  hub: Hub,
  ask: Ask,
  variables: { first: number; after: string },
): Promise<Map<string, number>> {
  await ask(pageQuery, variables); // plans and prepares; what is counted is a request like any other
  await hub.settle();
  const least = new Map<string, number>();
  for (let round = 0; round < 3; round += 1) {
    const seen = new Map<string, number>();
    const stop = hub.database.observe((text) => {
      const schema = schemaPattern.exec(text)?.[1];
      if (schema) seen.set(schema, (seen.get(schema) ?? 0) + 1);
    });
    const { pupils } = (await ask(pageQuery, variables)) as { pupils: { edges: unknown[] } };
    stop();
    if (pupils.edges.length !== variables.first)
      throw new Error(`asked for ${variables.first} pupils, got ${pupils.edges.length}`);
    for (const [schema, count] of seen) least.set(schema, Math.min(count, least.get(schema) ?? count));
  }
  return least;
}

const schemaPattern =
  /\b(school_administration|feide|learning_resources|parent_communication|archive|data_sharing|audit)[."]/;

/** The cursor before the first pupil with an entry in the archive. */
async function cursorBeforeArchived(ask: Ask): Promise<string> {
  type Edge = { cursor: string; node: { pupilRecord: { journalEntries: { edges: unknown[] } } | null } };
  for (let after: string | null = null; ; ) {
    const { pupils } = (await ask(archivedQuery, { after })) as {
      pupils: { edges: Edge[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    };
    const index = pupils.edges.findIndex(({ node }) => (node.pupilRecord?.journalEntries.edges.length ?? 0) > 0);
    const before = pupils.edges[index - 1];
    if (before) return before.cursor;
    if (!pupils.pageInfo.hasNextPage) throw new Error('no pupil has an entry in the archive');
    after = pupils.pageInfo.endCursor;
  }
}

import { sql } from 'kysely';
import { startHub } from '#gateway/hub/start-hub.ts';
import { hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { settingsFor } from '../bench-hub.ts';
import type { BenchLine } from '../bench-line.ts';
import type { Prepared } from '../main.ts';

const sizes = [1, 30, 300] as const;

/** How many SQL statements the facts of 1, 30 and 300 children are: the same. */
export async function benchFacts(prepared: Prepared): Promise<BenchLine> {
  const bench = await settingsFor(await prepared.copy('access-facts'));
  const hub = await startHub({ settings: hubSettingsSchema.parse(bench.settings), offline: true });
  try {
    const { rows } = await sql<{ personId: string }>`select person_id from school_administration.employment
      where unit_id = ${bench.largestSchool} and role = 'SCHOOL_LEADER' limit 1`.execute(hub.database.kysely);
    const viewer = { kind: 'person', personId: rows[0]?.personId ?? '' } as const;
    const { rows: pupils } = await sql<{ id: string }>`select id from school_administration.person
      where is_pupil order by id limit 300`.execute(hub.database.kysely);
    const counts: number[] = [];
    for (const size of sizes) {
      let statements = 0;
      const stop = hub.database.observe(() => {
        statements += 1;
      });
      const asked = pupils.slice(0, size).map(({ id }) => id);
      const found = await hub.subgraphs.schoolAdministration.port.factsFor(viewer, asked, '2026-11-25');
      stop();
      if (found.size !== size) throw new Error(`asked for the facts of ${size} children, got ${found.size}`);
      counts.push(statements);
    }
    return {
      ok: new Set(counts).size === 1,
      text: `facts: ${sizes.map((size, index) => `${counts[index]} statements for ${size}`).join(', ')} children (goal: the same)`,
    };
  } finally {
    await hub.stop();
  }
}

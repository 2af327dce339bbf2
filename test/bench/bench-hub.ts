import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GraphQLClient } from 'graphql-request';
import { sql } from 'kysely';
import { hubFolderOf } from '#cli/demo/demo-folder.ts';
import { openDemoIssuer } from '#cli/demo/demo-issuer.ts';
import { demoSettings, nowhere } from '#cli/demo/prepare-demo.ts';
import { readManifest } from '#cli/demo/read-manifest.ts';
import type { HubSettingsInput } from '#kit/config/hub-settings.ts';
import { openDatabase } from '#kit/database/database.ts';

export interface BenchHub {
  readonly dataFolder: string;
  readonly settings: HubSettingsInput;
  readonly headers: Readonly<Record<string, string>>;
  readonly largestSchool: string;
  /** Pupils whose address is not graded. */
  readonly pupils: readonly string[];
}

/** One client of a benchmark asks as a whole municipality does. */
const often = 100_000_000;
const unlimited = { person: often, system: often, address: often };

/**
 * Ringsaker's settings over a prepared folder, and whom and what to ask for: the rektor of its largest school, or (`everywhere`)
 * a case worker who is made the leader of every school, so that a page of any pupils withholds nothing.
 */
export async function settingsFor(dataFolder: string, viewer: 'rektor' | 'everywhere' = 'rektor'): Promise<BenchHub> {
  const manifest = readManifest(dataFolder);
  const { ringsaker } = await demoSettings(dataFolder, manifest, { ringsaker: 0, sarpsborg: 1 }, nowhere);
  const database = await openDatabase(ringsaker.database.kind === 'folder' ? ringsaker.database : { kind: 'memory' });
  try {
    const query = async <Row>(text: ReturnType<typeof sql<Row>>) => (await text.execute(database.kysely)).rows;
    const [school] = await query(sql<{ unitId: string }>`
      select u.id as unit_id from school_administration.unit u join school_administration.child_placement p on u.id = any(p.unit_ids)
      where u.kind = 'SCHOOL' and p.active group by 1 order by count(*) desc, 1 limit 1`);
    const largestSchool = school?.unitId ?? '';
    const caseWorker = manifest.cast.ringsaker.find(({ role }) => role === 'case-worker')?.subject;
    const everywhere = caseWorker?.kind === 'feide' ? caseWorker.feideId : '';
    if (viewer === 'everywhere')
      await query(sql`insert into school_administration.employment (id, unit_id, person_id, role, valid_from, source)
        select gen_random_uuid(), u.id, p.id, 'SCHOOL_LEADER', '2020-08-01', 'staff'
        from school_administration.unit u, school_administration.person p
        where u.kind <> 'OWNER' and p.feide_id = ${everywhere}`);
    const [leader] = await query(sql<{ feideId: string }>`
      select p.feide_id from school_administration.employment e join school_administration.person p on p.id = e.person_id
      where e.unit_id = ${largestSchool} and e.role = 'SCHOOL_LEADER' and p.feide_id <> ${everywhere} limit 1`);
    const pupils = await query(sql<{ childId: string }>`select child_id from school_administration.child_placement
      where active and not graded and ${largestSchool}::uuid = any(unit_ids) order by child_id`);
    const issuer = await openDemoIssuer(hubFolderOf(dataFolder, 'ringsaker'), 'ringsaker');
    const feideId = viewer === 'rektor' ? (leader?.feideId ?? '') : everywhere;
    return {
      dataFolder,
      settings: { ...ringsaker, logLevel: 'silent', limits: { ...ringsaker.limits, perMinute: unlimited } },
      headers: {
        authorization: `Bearer ${await issuer.issue({ kind: 'feide', feideId })}`,
        'oppvekst-purpose': 'education',
      },
      largestSchool,
      pupils: pupils.map((row) => row.childId),
    };
  } finally {
    await database.close();
  }
}

export async function benchClient(url: string, bench: BenchHub) {
  const client = new GraphQLClient(`${url}/graphql`, { headers: { ...bench.headers } });
  return (query: string, variables: Record<string, unknown>): Promise<unknown> => client.request(query, variables);
}

/** The settings, for a process of its own. */
export async function settingsFile(bench: BenchHub): Promise<string> {
  const file = join(bench.dataFolder, 'settings.json');
  await writeFile(file, JSON.stringify(bench.settings));
  return file;
}

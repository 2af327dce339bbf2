import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { hubFolderOf } from '#cli/demo/demo-folder.ts';
import { openDemoIssuer } from '#cli/demo/demo-issuer.ts';
import { hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { openDatabase } from '#kit/database/database.ts';
import { type BenchHub, settingsFile, settingsFor } from '../bench-hub.ts';
import type { BenchLine } from '../bench-line.ts';
import { startChild } from '../child.ts';
import { onPostgres } from '../copy-to-postgres.ts';
import type { Prepared } from '../main.ts';
import { type Load, measureRate } from '../measure.ts';

const goal = 0.35;
const rounds = 7;
const seconds = 2;
const parents = 64;

/** The families' first page of the portal, asked by many parents, over PostgreSQL: the share of its time that access and audit take. */
export async function benchPage(prepared: Prepared): Promise<BenchLine[]> {
  const url = process.env.DATABASE_URL;
  if (!url) return [{ ok: true, text: 'a page of the portal: left out, it needs PostgreSQL (DATABASE_URL)' }];
  const folders = [await prepared.copy('access-real'), await prepared.copy('access-through')] as const;
  const tokens = await tokensOfParents(folders[0]);
  const served = await onPostgres(url, [await settingsFor(folders[0]), await settingsFor(folders[1])]);
  try {
    return [await compareSides(served.sides, tokens)];
  } finally {
    await served.drop();
  }
}

/** Of parents who live with an ungraded child and hold foreldreansvar: they withhold nothing from themselves. */
async function tokensOfParents(dataFolder: string): Promise<readonly string[]> {
  const { settings } = await settingsFor(dataFolder);
  const { database: prepared } = hubSettingsSchema.parse(settings);
  const database = await openDatabase(prepared.kind === 'folder' ? prepared : { kind: 'memory' });
  const { rows } = await sql<{
    nationalId: string;
  }>`select distinct holder.national_id from school_administration."right" held
    join school_administration."right" home on home.child_id = held.child_id and home.person_id = held.person_id and home.kind = 'LIVES_WITH'
    join school_administration.child_placement placement on placement.child_id = held.child_id and placement.active
    join school_administration.person holder on holder.id = held.person_id
    where held.kind = 'PARENTAL_RESPONSIBILITY' and holder.national_id is not null and not exists (
      select from school_administration.address_protection mark join school_administration."right" other on other.child_id = mark.child_id
      where other.person_id = held.person_id)
    order by 1 limit ${parents}`
    .execute(database.kysely)
    .finally(() => database.close());
  const issuer = await openDemoIssuer(hubFolderOf(dataFolder, 'ringsaker'), 'ringsaker');
  return Promise.all(rows.map(({ nationalId }) => issuer.issue({ kind: 'national-id', nationalId })));
}

/** What the portal asks for a family's home, as it is registered. */
const homeQuery = Object.values(
  JSON.parse(
    readFileSync(new URL('../../../portal/graph/trusted-documents.generated.json', import.meta.url), 'utf8'),
  ) as Record<string, string>,
).find((text) => text.startsWith('query Home{'));

async function compareSides(sides: readonly [BenchHub, BenchHub], tokens: readonly string[]): Promise<BenchLine> {
  const environment = { NODE_ENV: 'production' };
  const real = await startChild('test/bench/access/hub.ts', [await settingsFile(sides[0]), 'real'], environment);
  const through = await startChild('test/bench/access/hub.ts', [await settingsFile(sides[1]), 'through'], environment);
  const loadOf = (ready: string): Load => ({
    url: `${ready}/graphql`,
    headers: {},
    as: (n) => ({ authorization: `Bearer ${tokens[n % tokens.length]}` }),
    body: () => JSON.stringify({ query: homeQuery }),
    connections: 16,
    seconds,
  });
  const loads = [loadOf(real.ready), loadOf(through.ready)] as const;
  try {
    await mustAnswerAlike(loads);
    for (const load of loads) await measureRate({ ...load, seconds: 3 });
    const shares: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const [own, open] = [await measureRate(loads[0]), await measureRate(loads[1])];
      shares.push(1 - own.perSecond / open.perSecond);
    }
    shares.sort((a, b) => a - b);
    const [least, median, most] = [shares[0], shares[rounds >> 1], shares[rounds - 1]].map((share) => percent(share));
    return {
      ok: (shares[rounds >> 1] ?? 1) <= goal,
      text: `a page of the portal on PostgreSQL: access and audit are ${median} of its time (median of ${rounds} rounds, ${least} to ${most}; goal at most ${percent(goal)})`,
    };
  } finally {
    for (const process of [real, through]) await process.stop();
  }
}

const percent = (share = Number.NaN): string => `${(share * 100).toFixed(1)} %`;

/** Two sides are compared only where both give the same children. */
async function mustAnswerAlike([real, through]: readonly [Load, Load]): Promise<void> {
  for (let n = 0; n < 5; n += 1) {
    const [own, open] = await Promise.all(
      [real, through].map(async (load) => {
        const headers = { 'content-type': 'application/json', ...load.as?.(n) };
        return (await fetch(load.url, { method: 'POST', headers, body: load.body(n) })).text();
      }),
    );
    if (!own?.includes('"givenName":"') || !isDeepStrictEqual(JSON.parse(own), JSON.parse(open ?? '')))
      throw new Error(`the two sides do not answer alike:\n${own?.slice(0, 500)}\n${open?.slice(0, 500)}`);
  }
}

import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { hubFolderOf } from '#cli/demo/demo-folder.ts';
import { openDemoIssuer } from '#cli/demo/demo-issuer.ts';
import { openDatabase } from '#kit/database/database.ts';
import type { BenchHub } from '../bench-hub.ts';

/** What a family's home asks: the very text that the portal has registered. */
export function homeText(): string {
  const file = new URL('../../../portal/graph/trusted-documents.generated.json', import.meta.url);
  const texts = Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
  const home = texts.find((text) => text.startsWith('query Home'));
  if (!home) throw new Error('the portal has no query Home');
  return home;
}

/** Tokens of parents who live with a child here, each another. */
export async function parentTokens({ dataFolder, settings }: BenchHub, most: number): Promise<readonly string[]> {
  const database = await openDatabase(settings.database.kind === 'folder' ? settings.database : { kind: 'memory' });
  try {
    const { rows } = await sql<{ nationalId: string }>`select distinct parent.national_id
      from school_administration."right" held join school_administration.person parent on parent.id = held.person_id
      join school_administration.child_placement placed on placed.child_id = held.child_id and placed.active and not placed.graded
      where held.kind = 'PARENTAL_RESPONSIBILITY' and parent.national_id is not null order by 1 limit ${most}`.execute(
      database.kysely,
    );
    const issuer = await openDemoIssuer(hubFolderOf(dataFolder, 'ringsaker'), 'ringsaker');
    return Promise.all(rows.map(({ nationalId }) => issuer.issue({ kind: 'national-id', nationalId })));
  } finally {
    await database.close();
  }
}

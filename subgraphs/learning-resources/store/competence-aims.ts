import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import type { CompetenceAim } from '../domain/competence-aim.ts';
import type { LearningResourcesTables } from './tables.ts';

type Db = Database<LearningResourcesTables>;

/** How many of something an import added, changed, ended and left as they were. */
export interface ImportCounts {
  readonly added: number;
  readonly changed: number;
  readonly ended: number;
  readonly unchanged: number;
}

/**
 * Keeps the aims of one whole reading of Grep. Aims that the reading no longer has are kept but not in force, because resources
 * name them. In two statements, whatever their number.
 */
export async function keepAims(database: Db, aims: readonly CompetenceAim[]): Promise<ImportCounts> {
  const { rows } = await sql<{ added: boolean }>`insert into learning_resources.competence_aim
    select a.code, a.title, a.curriculum_code, a.curriculum_title,
      array(select jsonb_array_elements_text(a.levels)), a.in_force
    from jsonb_to_recordset(${JSON.stringify(
      aims.map((aim) => ({
        code: aim.code,
        title: aim.title,
        curriculum_code: aim.curriculumCode,
        curriculum_title: aim.curriculumTitle,
        levels: aim.levels,
        in_force: aim.inForce,
      })),
    )}::jsonb) as a(code text, title jsonb, curriculum_code text, curriculum_title text, levels jsonb, in_force boolean)
    on conflict (code) do update set title = excluded.title, curriculum_code = excluded.curriculum_code,
      curriculum_title = excluded.curriculum_title, levels = excluded.levels, in_force = excluded.in_force
    where (competence_aim.title, competence_aim.curriculum_code, competence_aim.curriculum_title, competence_aim.levels,
      competence_aim.in_force) is distinct from (excluded.title, excluded.curriculum_code, excluded.curriculum_title,
      excluded.levels, excluded.in_force)
    returning xmax = 0 as added`.execute(database);
  const ended = await sql`update learning_resources.competence_aim set in_force = false
    where in_force and code <> all(${aims.map((aim) => aim.code)}::text[])`.execute(database);
  const added = rows.filter((row) => row.added).length;
  return {
    added,
    changed: rows.length - added,
    ended: Number(ended.numAffectedRows ?? 0n),
    unchanged: aims.length - rows.length,
  };
}

export async function aimsByCode(database: Db, codes: readonly string[]): Promise<ReadonlyMap<string, CompetenceAim>> {
  const { rows } = await sql<AimRow>`select ${aimColumns} from learning_resources.competence_aim
    where code = any(${[...codes]}::text[])`.execute(database);
  return new Map(rows.map((row) => [row.code, asAim(row)]));
}

/** The aims in force of the curricula whose code begins so, such as NOR, by code. */
export async function aimsOfSubject(database: Db, beginning: string): Promise<readonly CompetenceAim[]> {
  const { rows } = await sql<AimRow>`select ${aimColumns} from learning_resources.competence_aim
    where in_force and left(curriculum_code, ${beginning.length}) = ${beginning} order by code`.execute(database);
  return rows.map(asAim);
}

export interface CurriculumSubject {
  readonly code: string;
  readonly title: string;
}

/** The subjects that resources have aims in, by title; each with the title of its newest curriculum, one in force before others. */
export async function subjectsOfCatalogue(database: Db): Promise<readonly CurriculumSubject[]> {
  const { rows } = await sql<CurriculumSubject>`select code, title from (
      select distinct on (left(a.curriculum_code, 3)) left(a.curriculum_code, 3) as code, a.curriculum_title as title
      from learning_resources.competence_aim a
      where a.curriculum_code ~ '^[A-ZÆØÅ]{3}[0-9]' and a.curriculum_title is not null
        and a.code in (select unnest(r.competence_aims) from learning_resources.resource r)
      order by left(a.curriculum_code, 3), a.in_force desc, a.curriculum_code desc) subject
    order by title, code`.execute(database);
  return rows;
}

const aimColumns = sql.raw('code, title, curriculum_code, curriculum_title, levels, in_force');
type AimRow = Omit<CompetenceAim, 'curriculumCode' | 'curriculumTitle'> & Nullable;
const asAim = (row: AimRow): CompetenceAim => ({
  ...row,
  curriculumCode: row.curriculumCode ?? undefined,
  curriculumTitle: row.curriculumTitle ?? undefined,
});
interface Nullable {
  readonly curriculumCode: string | null;
  readonly curriculumTitle: string | null;
}

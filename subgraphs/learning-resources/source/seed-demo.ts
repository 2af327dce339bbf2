import { sql } from 'kysely';
import { dateInNorway } from '#kit/access/access.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import type { Level } from '../domain/level.ts';
import { putInBasePackage } from '../store/base-packages.ts';
import { type StepCommand, takeStep } from '../store/change-resource.ts';
import { beginUses } from '../store/group-use.ts';
import type { LearningResourcesTables } from '../store/tables.ts';
import { importAims } from '../work.ts';
import { demoGrep } from './demo-aims.ts';
import { type DemoResource, demoCatalogueFile, demoResources } from './demo-resources.ts';
import type { DemoStage } from './demo-row.ts';

type Deps = SubgraphDeps<LearningResourcesTables>;

/** A group of the demo's Feide, and the level of its pupils. */
export interface DemoGroup {
  readonly groupId: string;
  readonly level: Level;
}

/** Loads the demo through the importers and commands that a user's own data goes through. */
export async function seedDemo(
  deps: Deps,
  importCatalogue: (text: string) => Promise<unknown>,
  groups: readonly DemoGroup[],
): Promise<void> {
  await importAims(deps, demoGrep());
  await importCatalogue(demoCatalogueFile());
  const { rows } = await sql<{ reference: string; id: string; status: string }>`select reference, id, status
    from learning_resources.resource where reference = any(${demoResources().map(({ reference }) => reference)}::text[])`.execute(
    deps.database,
  );
  const byReference = new Map(rows.map((row) => [row.reference, row]));
  const on = dateInNorway(deps.now());
  await deps.transact(async (unit) => {
    for (const resource of demoResources()) {
      const row = byReference.get(resource.reference);
      // Only what has just come in: what somebody has done in the demo since stays as it is.
      if (row?.status !== 'PROPOSED') continue;
      for (const command of stepsTo(resource, deps.now().toISOString())) await takeStep(unit, row.id, command, on);
      if (resource.inBasePackage)
        for (const level of resource.description.levels) await putInBasePackage(unit.tx, level, row.id, on);
    }
    const uses = groups.flatMap(({ groupId, level }) =>
      demoResources()
        .filter((resource) => resource.inBasePackage && resource.description.levels.includes(level))
        .flatMap((resource) => {
          const row = byReference.get(resource.reference);
          const purpose = `I undervisningen: ${resource.description.summary ?? resource.description.title}`;
          return row ? [{ groupId, resourceId: row.id, purpose, by: demoStaff }] : [];
        }),
    );
    await beginUses(unit.tx, uses, on);
  });
}

const demoStaff = 'demo';
const stages: readonly DemoStage[] = ['PROPOSED', 'REVIEWED', 'CHECKED', 'APPROVED', 'DISTRIBUTED'];

function stepsTo({ description, stage }: DemoResource, at: string): readonly StepCommand[] {
  const act = { by: demoStaff, at };
  if (stage === 'REJECTED') return [{ type: 'Reject', ...act, reason: 'Leverandøren selger opplysninger videre.' }];
  // One whose agreement has ended cannot pass with personal data; in the demo it is let through without.
  const ended = (description.processingAgreement?.validTo ?? '9999') < at.slice(0, 10);
  const scope = description.processesPersonalData && !ended ? 'WITH_PERSONAL_DATA' : 'WITHOUT_PERSONAL_DATA';
  const all: readonly StepCommand[] = [
    { type: 'Review', ...act, assessment: 'Passer til planene våre.' },
    { type: 'CheckLegally', ...act, scope, assessment: 'Avtale og vurderinger er sett på.' },
    { type: 'Approve', ...act },
    { type: 'Distribute', ...act, levels: description.levels, units: [] },
  ];
  return all.slice(0, stages.indexOf(stage));
}

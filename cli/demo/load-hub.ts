import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Hub } from '#gateway/hub/start-hub.ts';
import { refreshStatistics } from '#kit/database/refresh-statistics.ts';
import { controlCommands } from '../control/commands.ts';
import type { StaffRecording } from './generate/index.ts';
import type { sourcesOf } from './prepare-demo.ts';
import { readJson } from './prepare-demo.ts';
import { recordForStaff, type TokenMaker } from './record-for-staff.ts';

type Sources = ReturnType<typeof sourcesOf>;

/**
 * Loads a demo hub from its files, through the same importers and mutations as a user's data. Each step is remembered when it
 * is done, so that a start that was cut goes on and a second one loads nothing twice.
 */
export async function loadHub(
  hub: Hub,
  sources: Sources,
  tokenFor: TokenMaker,
  onStep: (line: string) => void,
): Promise<void> {
  const done = openSteps(stepsFile(sources));
  const name = hub.settings.controller.name;
  await done.once('roster', async () => {
    const report = await controlCommands.import(hub, { file: sources.roster }, () => undefined);
    const { persons, groups, enrolments } = report.counts;
    await hub.settle();
    onStep(
      `${name}: roster imported (${report.format}): ${persons.added} persons, ${groups.added} groups, ${enrolments.added} enrolments, ${report.findings.length} findings.`,
    );
  });
  // What staff have recorded stands before the register tells who has a graded address: as it happens in life.
  await done.once('records', async () => {
    const records = (await readJson(sources.records)) as StaffRecording[];
    const recorded = await recordForStaff(
      hub,
      records.filter(({ kind }) => kind !== 'message'),
      tokenFor,
    );
    await hub.settle();
    if (recorded > 0)
      onStep(`${name}: ${recorded} absences, assessments, decisions, plans and notes recorded by staff.`);
  });
  await done.once('register', async () => {
    const report = await hub.subgraphs.schoolAdministration.syncRegister();
    await hub.settle();
    onStep(
      `${name}: Folkeregisteret read: ${report?.lookedUp ?? 0} children looked up, ${report?.rightsChanged ?? 0} rights, ${report?.gradingsChanged ?? 0} graded addresses.`,
    );
  });
  // A message goes only to those with a right to know; who they are, the register has just told.
  await done.once('messages', async () => {
    const records = (await readJson(sources.records)) as StaffRecording[];
    const sent = await recordForStaff(
      hub,
      records.filter(({ kind }) => kind === 'message'),
      tokenFor,
    );
    await hub.settle();
    if (sent > 0) onStep(`${name}: ${sent} messages sent home by contact teachers.`);
  });
  await done.once('feide', async () => {
    const report = await hub.subgraphs.feide.read();
    await hub.settle();
    onStep(`${name}: Feide read: ${report?.groups ?? 0} groups, ${report?.members ?? 0} memberships.`);
  });
  await done.once(lastStep, async () => {
    const { groups } = (await readJson(sources.feide)) as {
      groups: ReadonlyArray<{ id: string; go_type?: string; displayName: unknown }>;
    };
    await hub.subgraphs.learningResources.seedDemo(groups.flatMap((group) => levelled(group)));
    await hub.settle();
    await refreshStatistics(hub.database);
    onStep(`${name}: learning resources, their agreements and the base package are in the catalogue.`);
  });
}

type Year = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

/** A class or teaching group of Feide with the level that its name begins with: "7A". */
function levelled(group: { readonly id: string; readonly go_type?: string; readonly displayName: unknown }) {
  const name = typeof group.displayName === 'string' ? group.displayName : '';
  const level = /\b([1-9]|10)[A-ZÆØÅ]?\b/.exec(name)?.[1] as `${Year}` | undefined;
  return group.go_type === 'b' && level ? [{ groupId: group.id, level: `YEAR_${level}` as const }] : [];
}

const stepsFile = (sources: Sources): string => join(dirname(sources.roster), 'loaded.json');
const lastStep = 'resources';

/** Whether an earlier start has loaded everything. */
export const isLoaded = (sources: Sources): boolean =>
  existsSync(stepsFile(sources)) &&
  (JSON.parse(readFileSync(stepsFile(sources), 'utf8')) as Record<string, boolean>)[lastStep] === true;

function openSteps(file: string) {
  const steps: Record<string, boolean> = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, boolean>)
    : {};
  return {
    async once(step: string, work: () => Promise<void>): Promise<void> {
      if (steps[step]) return;
      await work();
      steps[step] = true;
      writeFileSync(file, JSON.stringify(steps));
    },
  };
}

import type { Disagreement, SchoolView } from '#contracts/reconciliation.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { RunningSubgraph, SubgraphDefinition } from '#kit/serve/subgraph.ts';
import { learningResourcesSettings, readLearningResourcesSettings } from './config.ts';
import { hubItself } from './domain/approval.ts';
import { handlersOf } from './events.ts';
import { createLoaders } from './loaders.ts';
import { resolvers } from './resolvers/index.ts';
import { retained } from './retained.ts';
import { type CatalogueFinding, looksLikeCatalogue, readCatalogue } from './source/catalogue-file.ts';
import type { GrepSource } from './source/grep/grep-finding.ts';
import { type DemoGroup, seedDemo } from './source/seed-demo.ts';
import type { ImportCounts } from './store/competence-aims.ts';
import { readDisagreements } from './store/disagreements.ts';
import { keepCatalogue } from './store/import-catalogue.ts';
import { learningResourcesMigrations } from './store/migrations.ts';
import type { LearningResourcesTables } from './store/tables.ts';
import { type AimsImport, expireApprovals, importAims, startWork } from './work.ts';

export { grepApi } from './source/grep/grep-api.ts';
export { grepFolder } from './source/grep/grep-folder.ts';
export type { LearningResourcesTables } from './store/tables.ts';
export { looksLikeCatalogue };

/** Learning resources at work for one hub, with what the command line and the demo ask of it. */
export interface RunningLearningResources extends RunningSubgraph<LearningResourcesTables> {
  /** Reads competence aims from a folder (`grepFolder`) or from Grep's API (`grepApi`) and keeps them. */
  importAims(source: GrepSource): Promise<AimsImport>;
  /** Keeps a catalogue file, all or nothing; a file that is none is refused (BROKEN_FILE, UNKNOWN_FORMAT). */
  importCatalogue(text: string): Promise<{ counts: ImportCounts; findings: readonly CatalogueFinding[] }>;
  /** Ends the approvals whose last day is past; gives how many. A worker does it every hour. */
  expireApprovals(): Promise<number>;
  /** Where what it holds is not as the school says. */
  disagreements(view: SchoolView): Promise<readonly Disagreement[]>;
  /** Aims, resources, approvals, base packages and the use in groups of a demo. A second time it changes nothing. */
  seedDemo(groups: readonly DemoGroup[]): Promise<void>;
}

export const learningResources: SubgraphDefinition<LearningResourcesTables, RunningLearningResources> = {
  name: 'learning-resources',
  schemaFile: new URL('./schema.graphql', import.meta.url),
  resolvers,
  migrations: learningResourcesMigrations,
  retained,
  settings: learningResourcesSettings,
  create(deps) {
    const settings = readLearningResourcesSettings(deps.settings);
    const importCatalogue = async (text: string) => {
      const { entries, findings } = readCatalogue(text);
      const act = { by: hubItself, at: deps.now().toISOString(), newId: deps.newId };
      return { counts: await deps.transact((unit) => keepCatalogue(unit, entries, act)), findings };
    };
    return {
      contextFor: ({ access }) => ({ access, deps, load: createLoaders(deps.database, access.on) }),
      handlers: handlersOf(deps),
      startWorkers: async () => startWork(deps, settings),
      importAims: (source) => importAims(deps, source),
      importCatalogue,
      disagreements: (view) => readDisagreements(deps.database, view),
      expireApprovals: () => expireApprovals(deps),
      async seedDemo(groups) {
        if (!deps.controller.demo) throw new HubError('FORBIDDEN', 'Demo data is not put into a hub that is no demo.');
        await seedDemo(deps, importCatalogue, groups);
      },
    };
  },
};

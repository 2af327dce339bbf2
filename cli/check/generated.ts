import { readFile, writeFile } from 'node:fs/promises';
import { printSchema } from 'graphql';
import { subgraphTypesOf } from '#gateway/execution/index.ts';
import { readFederatedGraph } from '#gateway/execution/read-federated-graph.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { describeAccess } from './access-page.ts';
import { asyncApi, breakingChanges, currentEventSchemas, type EventSchemas } from './event-schemas.ts';
import { portalFiles } from './portal-files.ts';
import { describeSettings } from './settings-page.ts';
import { composeNow } from './supergraph.ts';

const root = new URL('../../', import.meta.url);
const eventSchemaFile = 'contracts/events/schemas.generated.json';

/** Every committed file that is made from the code, with its content as the code is now. */
async function generatedFiles(): Promise<Record<string, string>> {
  const events = await currentEventSchemas();
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  const supergraph = await composeNow();
  const graph = readFederatedGraph(supergraph);
  return {
    'contracts/graphql/supergraph.graphql': supergraph,
    'contracts/graphql/api.graphql': `${printSchema(graph.schema)}\n`,
    'contracts/graphql/subgraph-types.generated.json': json(subgraphTypesOf(graph)),
    [eventSchemaFile]: json(events),
    'docs/asyncapi.generated.json': json(asyncApi(events)),
    'docs/access.generated.md': await describeAccess(),
    'docs/settings.generated.md': describeSettings(),
    ...(await portalFiles(graph.schema)),
  };
}

const committed = (path: string) => readFile(new URL(path, root), 'utf8').catch(() => '');

/** The generated files that are not current. */
export async function staleFiles(): Promise<string[]> {
  const stale: string[] = [];
  for (const [path, content] of Object.entries(await generatedFiles()))
    if ((await committed(path)) !== content) stale.push(path);
  return stale;
}

/** Writes the generated files; refuses a change to an event that would break those who read it. Gives the paths written. */
export async function writeGeneratedFiles(): Promise<string[]> {
  const problems = await eventProblems();
  if (problems.length > 0)
    throw new HubError('CONFLICT', `Events would break their consumers:\n  ${problems.join('\n  ')}`);
  const written: string[] = [];
  for (const [path, content] of Object.entries(await generatedFiles())) {
    if ((await committed(path)) === content) continue;
    await writeFile(new URL(path, root), content);
    written.push(path);
  }
  return written;
}

/** What the events' schemas of now would break, against those committed. */
export async function eventProblems(): Promise<string[]> {
  const before = await committed(eventSchemaFile);
  return before ? breakingChanges(JSON.parse(before) as EventSchemas, await currentEventSchemas()) : [];
}

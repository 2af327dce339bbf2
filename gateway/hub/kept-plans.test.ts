import { parse } from 'graphql';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type HubDatabase, openDatabase } from '#kit/database/database.ts';
import { migrate } from '#kit/database/migrate.ts';
import { silentLog } from '#kit/log/log.ts';
import { createExecutor, type FederatedGraph } from '../execution/index.ts';
import { readFederatedGraph } from '../execution/read-federated-graph.ts';
import { inProcess } from '../execution/testing/in-process.ts';
import { schoolGraph } from '../execution/testing/school-graph.ts';
import { type GatewayTables, gatewayMigrations } from '../sessions/tables.ts';
import { type KeptPlans, openKeptPlans } from './kept-plans.ts';

const school = schoolGraph();
const graph = readFederatedGraph(school.supergraphSdl);
let database: HubDatabase;
let planned: string[];
const counting = (of: FederatedGraph = graph): FederatedGraph => ({
  ...of,
  planOf(document, operationName) {
    planned.push(operationName ?? '');
    return of.planOf(document, operationName);
  },
});
const open = (of = counting()): Promise<KeptPlans> =>
  openKeptPlans({
    graph: of,
    database: database.as<GatewayTables>(),
    log: silentLog,
    now: () => new Date('2026-08-17T06:00:00Z'),
  });
const one = parse('query One($id: ID!) { pupil(id: $id) { absence mentor { name } } }');

beforeAll(async () => {
  database = await openDatabase({ kind: 'memory' });
  await migrate(database.kysely, [gatewayMigrations]);
});
beforeEach(async () => {
  planned = [];
  await database.as<GatewayTables>().deleteFrom('gateway.plan').execute();
});
afterAll(() => database.close());

it('answers by a kept plan as by a new one, and asks no planner', async () => {
  const answers: unknown[] = [];
  for (let start = 0; start < 2; start += 1) {
    const plans = await open();
    const executor = createExecutor({ graph: plans.graph, dataSources: inProcess(school) });
    answers.push(await executor.execute({ document: one, operationName: 'One', variables: { id: 'p1' } }));
    await plans.close();
  }
  expect(planned).toEqual(['One']);
  expect(answers[0]).toMatchObject({ data: { pupil: { mentor: { name: expect.any(String) } } } });
  expect(JSON.stringify(answers[1])).toBe(JSON.stringify(answers[0]));
});

it('keeps no operation that has somebody’s number or name in its text', async () => {
  const plans = await open();
  await plans.graph.planOf(parse('{ pupil(id: "17912099997") { absence } }'), undefined);
  await plans.close();
  expect(await database.as<GatewayTables>().selectFrom('gateway.plan').selectAll().execute()).toEqual([]);
});

it('plans anew, and forgets the rest, for another graph', async () => {
  const before = await open();
  await before.graph.planOf(one, 'One');
  await before.close();
  const after = await open(counting({ ...graph, supergraphSdl: `${graph.supergraphSdl}\n# another` }));
  await after.graph.planOf(one, 'One');
  await after.close();
  expect(planned).toEqual(['One', 'One']);
  expect(await database.as<GatewayTables>().selectFrom('gateway.plan').selectAll().execute()).toHaveLength(1);
});

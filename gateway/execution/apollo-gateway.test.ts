import { ApolloServer } from '@apollo/server';
import { expect, it } from 'vitest';
import { asApolloGateway } from './apollo-gateway.ts';
import { createExecutor } from './create-executor.ts';
import { createInProcessDataSource } from './in-process-data-source.ts';
import { readFederatedGraph } from './read-federated-graph.ts';
import { federate } from './testing/federated-graph.ts';
import { inProcess } from './testing/in-process.ts';
import { schoolGraph } from './testing/school-graph.ts';

it('serves as the gateway of an Apollo Server', async () => {
  const graph = schoolGraph();
  const executor = createExecutor({ graph: readFederatedGraph(graph.supergraphSdl), dataSources: inProcess(graph) });
  const server = new ApolloServer({ gateway: asApolloGateway(executor), includeStacktraceInErrorResponses: false });
  await server.start();
  const { body } = await server.executeOperation({
    query: 'query Q($id: ID!) { pupil(id: $id) { absence mentor { name } } }',
    variables: { id: 'p6' },
  });
  await server.stop();
  expect(JSON.parse(JSON.stringify(body))).toEqual({
    kind: 'single',
    singleResult: {
      data: { pupil: { absence: null, mentor: { name: 'Kari fra karakterer' } } },
      errors: [
        {
          message: 'not for p6',
          path: ['pupil', 'absence'],
          extensions: {
            code: 'WITHHELD',
            legalBasis: { statute: 'opplæringslova § 25-2' },
            serviceName: 'school-administration',
          },
        },
      ],
    },
  });
});

it('gives each subgraph the context that is made for it', async () => {
  const { supergraphSdl, schemas } = federate([
    {
      name: 'one',
      sdl: 'type Query { viewer: String }',
      resolvers: { Query: { viewer: (_: unknown, __: unknown, context: { name: string }) => context.name } },
    },
  ]);
  const [schema = expect.fail()] = Object.values(schemas);
  const one = createInProcessDataSource(schema, { contextValue: ({ context }) => ({ name: `${String(context)}!` }) });
  const executor = createExecutor({ graph: readFederatedGraph(supergraphSdl), dataSources: { one } });
  expect((await executor.execute({ query: '{ viewer }', context: 'Kari' })).data).toEqual({ viewer: 'Kari!' });
});

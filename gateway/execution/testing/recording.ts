import type { SubgraphDataSource, SubgraphRequest } from '../data-source.ts';

export interface Recording {
  readonly dataSources: Record<string, SubgraphDataSource>;
  /** What was sent, in order, with the subgraph's name. */
  readonly requests: (SubgraphRequest & { readonly subgraph: string })[];
  /** The representations sent to one subgraph, fetch by fetch. */
  representationsTo(subgraph: string): unknown[];
}

/** Data sources that remember what they were asked. */
export function recorded(dataSources: Readonly<Record<string, SubgraphDataSource>>): Recording {
  const requests: Recording['requests'] = [];
  const recording = Object.entries(dataSources).map(([subgraph, dataSource]) => {
    const execute: SubgraphDataSource['execute'] = (request) => {
      // As JSON, since the executor goes on with the objects.
      const variables: Record<string, unknown> = JSON.parse(JSON.stringify(request.variables));
      requests.push({ ...request, variables, subgraph });
      return dataSource.execute(request);
    };
    return [subgraph, { execute }] as const;
  });
  return {
    dataSources: Object.fromEntries(recording),
    requests,
    representationsTo: (subgraph) =>
      requests.filter((request) => request.subgraph === subgraph).map(({ variables }) => variables.representations),
  };
}

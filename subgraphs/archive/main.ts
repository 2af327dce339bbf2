import { runSubgraph } from '#kit/serve/run-subgraph.ts';
import { archive } from './index.ts';

await runSubgraph(archive);

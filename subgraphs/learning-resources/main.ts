import { runSubgraph } from '#kit/serve/run-subgraph.ts';
import { learningResources } from './index.ts';

await runSubgraph(learningResources);

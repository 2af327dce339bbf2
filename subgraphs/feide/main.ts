import { runSubgraph } from '#kit/serve/run-subgraph.ts';
import { feide } from './index.ts';

await runSubgraph(feide);

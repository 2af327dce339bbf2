import { runSubgraph } from '#kit/serve/run-subgraph.ts';
import { dataSharing } from './index.ts';

await runSubgraph(dataSharing);

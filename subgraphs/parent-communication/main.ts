import { runSubgraph } from '#kit/serve/run-subgraph.ts';
import { parentCommunication } from './index.ts';

await runSubgraph(parentCommunication);

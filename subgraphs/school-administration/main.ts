import { runSubgraph } from '#kit/serve/run-subgraph.ts';
import { schoolAdministration } from './index.ts';

await runSubgraph(schoolAdministration);

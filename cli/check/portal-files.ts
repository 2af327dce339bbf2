import { readFederatedGraph } from '#gateway/execution/index.ts';
import { calendarModule } from '#portal/build/calendar-data.ts';
import { operationFiles } from '#portal/build/operations.ts';

/** What is made for the portal: the types and texts of what it asks the graph, and the calendars of its languages. */
export async function portalFiles(supergraph: string): Promise<Record<string, string>> {
  return {
    ...(await operationFiles(readFederatedGraph(supergraph).schema)),
    'portal/language/cldr.generated.ts': calendarModule(),
  };
}

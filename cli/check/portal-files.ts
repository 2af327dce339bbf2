import type { GraphQLSchema } from 'graphql';
import { calendarModule } from '#portal/build/calendar-data.ts';
import { operationFiles } from '#portal/build/operations.ts';

/** What is made for the portal: the types and texts of what it asks the graph, and the calendars of its languages. */
export async function portalFiles(schema: GraphQLSchema): Promise<Record<string, string>> {
  return {
    ...(await operationFiles(schema)),
    'portal/language/cldr.generated.ts': calendarModule(),
  };
}

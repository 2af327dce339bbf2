import { useMemo } from 'react';
import { Outlet } from 'react-router';
import { Provider } from 'urql';
import { createGraph } from '../../graph/client.ts';

/** What somebody works with, as an activity of the record of processing: stated with every question that the pages in it ask. */
export type Purpose = 'education' | 'school-change' | 'case-work' | 'administration' | 'resource-access';

/** Pages of one task: what they ask is asked, and logged, for its purpose. What was shown for another is not kept. */
export function ForPurpose({ purpose }: { purpose: Purpose }) {
  const graph = useMemo(() => createGraph(purpose), [purpose]);
  return (
    <Provider value={graph}>
      <Outlet />
    </Provider>
  );
}

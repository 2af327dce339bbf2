import { lazy, Suspense, useState } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { Provider } from 'urql';
import { createGraph } from '../graph/client.ts';
import { LanguageProvider } from '../language/language-context.tsx';
import { loadFamilyMessages } from '../language/messages.ts';
import { FamilyRoutes } from '../parents/family-routes.tsx';
import { SessionProvider } from '../session/session-context.tsx';

/** The staff's console is a program of its own: a family's page does not load it. */
const StaffRoutes = lazy(() => import('../staff/staff-routes.tsx').then((staff) => ({ default: staff.StaffRoutes })));

const newVisit = (number: number) => ({ number, graph: createGraph() });

export function App() {
  const [{ number, graph }, setVisit] = useState(() => newVisit(0));
  // What was fetched for one person is never shown to the next on the same machine.
  const begin = () => {
    history.replaceState(null, '', '/');
    setVisit((before) => newVisit(before.number + 1));
  };
  return (
    <LanguageProvider load={loadFamilyMessages}>
      <Provider value={graph} key={number}>
        <SessionProvider onOtherPerson={begin}>
          <BrowserRouter>
            <Routes>
              <Route
                path="/ansatt/*"
                element={
                  <Suspense>
                    <StaffRoutes />
                  </Suspense>
                }
              />
              <Route path="/*" element={<FamilyRoutes />} />
            </Routes>
          </BrowserRouter>
        </SessionProvider>
      </Provider>
    </LanguageProvider>
  );
}

import { type ComponentType, lazy } from 'react';
import { Route, Routes } from 'react-router';
import { Layout } from '../app/layout.tsx';
import { NotFoundPage } from '../app/not-found-page.tsx';
import { useSession } from '../session/session-context.tsx';
import { SignedOutPage } from '../session/signed-out-page.tsx';
import { HomePage } from './home/home-page.tsx';

const links = [
  { to: '/', label: 'frame.home' },
  { to: '/meldinger', label: 'frame.messages' },
  { to: '/varsler', label: 'frame.settings' },
] as const;

const page = <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) =>
  lazy(async () => ({ default: (await load())[name] }));
const ChildPage = page(() => import('./insight/child-page.tsx'), 'ChildPage');
const AbsencePage = page(() => import('./absence/absence-page.tsx'), 'AbsencePage');
const MovesPage = page(() => import('./move/moves-page.tsx'), 'MovesPage');
const MovePage = page(() => import('./move/move-page.tsx'), 'MovePage');
const ThreadsPage = page(() => import('./messages/threads-page.tsx'), 'ThreadsPage');
const ThreadPage = page(() => import('./messages/thread-page.tsx'), 'ThreadPage');
const NewMessagePage = page(() => import('./messages/new-message-page.tsx'), 'NewMessagePage');
const LookedPage = page(() => import('./looked/looked-page.tsx'), 'LookedPage');
const YourDataPage = page(() => import('./your-data/your-data-page.tsx'), 'YourDataPage');
const AskPage = page(() => import('./ask/ask-page.tsx'), 'AskPage');
const SettingsPage = page(() => import('./settings/settings-page.tsx'), 'SettingsPage');

/** The pages of parents and pupils. Home comes with the program; each other page when it is opened. */
export function FamilyRoutes() {
  const { state } = useSession();
  return (
    <Layout links={links} home="/">
      {state === 'signed-out' ? (
        <SignedOutPage />
      ) : (
        <Routes>
          <Route path="/" element={<HomePage />} />
          <Route path="/barn/:childId" element={<ChildPage />} />
          <Route path="/barn/:childId/fravaer" element={<AbsencePage />} />
          <Route path="/barn/:childId/skolebytte" element={<MovesPage />} />
          <Route path="/barn/:childId/skolebytte/:transferId" element={<MovePage />} />
          <Route path="/barn/:childId/innsyn" element={<LookedPage />} />
          <Route path="/barn/:childId/opplysninger" element={<YourDataPage />} />
          <Route path="/barn/:childId/ny-melding" element={<NewMessagePage />} />
          <Route path="/meldinger" element={<ThreadsPage />} />
          <Route path="/meldinger/:threadId" element={<ThreadPage />} />
          <Route path="/be-om-opplysninger" element={<AskPage />} />
          <Route path="/varsler" element={<SettingsPage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Routes>
      )}
    </Layout>
  );
}

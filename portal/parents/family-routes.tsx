import { Route, Routes } from 'react-router';
import { Layout } from '../app/layout.tsx';
import { NotFoundPage } from '../app/not-found-page.tsx';
import { useSession } from '../session/session-context.tsx';
import { SignedOutPage } from '../session/signed-out-page.tsx';
import { HomePage } from './home/home-page.tsx';

const links = [{ to: '/', label: 'frame.home' }] as const;

/** The pages of parents and pupils. Home comes with the program; each other page when it is opened. */
export function FamilyRoutes() {
  const { state } = useSession();
  if (state === 'signed-out')
    return (
      <Layout links={links} home="/">
        <SignedOutPage />
      </Layout>
    );
  return (
    <Layout links={links} home="/">
      <Routes>
        <Route path="/" element={<HomePage />} />
        <Route path="*" element={<NotFoundPage />} />
      </Routes>
    </Layout>
  );
}

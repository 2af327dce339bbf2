import { Route, Routes } from 'react-router';
import { Layout } from '../app/layout.tsx';
import { NotFoundPage } from '../app/not-found-page.tsx';
import { MoreMessages } from '../language/language-context.tsx';
import { useSession } from '../session/session-context.tsx';
import { SignedOutPage } from '../session/signed-out-page.tsx';
import { loadStaffMessages } from './staff-messages.ts';
import { StaffStartPage } from './staff-start-page.tsx';

const links = [{ to: '/ansatt', label: 'staff.start' }] as const;

/** The console of those who work for the controller. */
export function StaffRoutes() {
  const { state } = useSession();
  return (
    <MoreMessages load={loadStaffMessages}>
      <Layout links={links} home="/ansatt" wide>
        {state === 'signed-out' ? (
          <SignedOutPage />
        ) : (
          <Routes>
            <Route path="/" element={<StaffStartPage />} />
            <Route path="*" element={<NotFoundPage home="/ansatt" />} />
          </Routes>
        )}
      </Layout>
    </MoreMessages>
  );
}

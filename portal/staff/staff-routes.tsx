import { Route, Routes } from 'react-router';
import { Layout } from '../app/layout.tsx';
import { NotFoundPage } from '../app/not-found-page.tsx';
import { MoreMessages } from '../language/language-context.tsx';
import { useSession } from '../session/session-context.tsx';
import { SignedOutPage } from '../session/signed-out-page.tsx';
import { AccessPage } from './access/access-page.tsx';
import { CorrectionsPage } from './corrections/corrections-page.tsx';
import { ClassPage } from './groups/class-page.tsx';
import { GroupsPage } from './groups/groups-page.tsx';
import { HandOversPage } from './hand-overs/hand-overs-page.tsx';
import { HandOverUnitPage } from './hand-overs/unit-page.tsx';
import { ImportsPage } from './imports/imports-page.tsx';
import { RequestsPage } from './information/requests-page.tsx';
import { LookUpsPage } from './look-ups/look-ups-page.tsx';
import { MovesBoardPage } from './moves/board-page.tsx';
import { MatchPage } from './moves/match-page.tsx';
import { MovePage } from './moves/move-page.tsx';
import { OpeningsPage } from './openings/openings-page.tsx';
import { useFollowUpLinks } from './openings/use-follow-up-links.ts';
import { OperationsPage } from './operations/operations-page.tsx';
import { FindPupilPage } from './pupils/find-pupil-page.tsx';
import { PupilPage } from './pupils/pupil-page.tsx';
import { AskPurpose } from './purpose/ask-purpose.tsx';
import { ForPurpose } from './purpose/for-purpose.tsx';
import { ProposePage } from './resources/propose-page.tsx';
import { ResourcePage } from './resources/resource-page.tsx';
import { ResourcesPage } from './resources/resources-page.tsx';
import { ScreeningPage } from './screening/screening-page.tsx';
import { loadStaffMessages } from './staff-messages.ts';
import { StaffStartPage } from './staff-start-page.tsx';
import './staff.css';

const links = [
  { to: '/ansatt', label: 'staff.start' },
  { to: '/ansatt/flyttinger', label: 'moves.title' },
  { to: '/ansatt/elever', label: 'pupils.title' },
  { to: '/ansatt/grupper', label: 'groups.title' },
  { to: '/ansatt/foresporsler', label: 'requests.title' },
  { to: '/ansatt/innsyn', label: 'screening.title' },
  { to: '/ansatt/rettelser', label: 'corrections.title' },
  { to: '/ansatt/laeremidler', label: 'resources.title' },
  { to: '/ansatt/systemer', label: 'access.title' },
  { to: '/ansatt/innlesing', label: 'imports.title' },
  { to: '/ansatt/drift', label: 'operations.title' },
] as const;

/** The console of those who work for the controller. */
export function StaffRoutes() {
  const { state } = useSession();
  const followUp = useFollowUpLinks(state !== 'signed-in');
  return (
    <MoreMessages load={loadStaffMessages}>
      <Layout links={[...links, ...followUp]} home="/ansatt" wide>
        {state === 'signed-out' ? (
          <SignedOutPage />
        ) : (
          <Routes>
            <Route element={<ForPurpose purpose="school-change" />}>
              <Route path="/" element={<StaffStartPage />} />
              <Route path="flyttinger" element={<MovesBoardPage />} />
              <Route path="flyttinger/koble/:id" element={<MatchPage />} />
              <Route path="flyttinger/:id" element={<MovePage />} />
              <Route path="overganger" element={<HandOversPage />} />
              <Route path="overganger/:unitId" element={<HandOverUnitPage />} />
            </Route>
            <Route element={<AskPurpose />}>
              <Route path="elever" element={<FindPupilPage />} />
              <Route path="elever/:id" element={<PupilPage />} />
            </Route>
            <Route element={<ForPurpose purpose="case-work" />}>
              <Route path="foresporsler" element={<RequestsPage />} />
            </Route>
            <Route element={<ForPurpose purpose="education" />}>
              <Route path="innsyn" element={<ScreeningPage />} />
              <Route path="apninger" element={<OpeningsPage />} />
              <Route path="oppslag" element={<LookUpsPage />} />
              <Route path="rettelser" element={<CorrectionsPage />} />
              <Route path="grupper" element={<GroupsPage />} />
              <Route path="grupper/:id" element={<ClassPage />} />
            </Route>
            <Route element={<ForPurpose purpose="resource-access" />}>
              <Route path="laeremidler" element={<ResourcesPage />} />
              <Route path="laeremidler/foresla" element={<ProposePage />} />
              <Route path="laeremidler/:id" element={<ResourcePage />} />
            </Route>
            <Route element={<ForPurpose purpose="administration" />}>
              <Route path="systemer" element={<AccessPage />} />
              <Route path="innlesing" element={<ImportsPage />} />
              <Route path="drift" element={<OperationsPage />} />
            </Route>
            <Route path="*" element={<NotFoundPage home="/ansatt" />} />
          </Routes>
        )}
      </Layout>
    </MoreMessages>
  );
}

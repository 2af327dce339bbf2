import { Button, Link } from '@digdir/designsystemet-react';
import { Link as RouterLink, useParams } from 'react-router';
import { NotFoundPage } from '../../app/not-found-page.tsx';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { Insight } from '../../graph/operations.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { pageOf } from '../home/child-news.ts';
import { Attendance } from './attendance.tsx';
import { Documents } from './documents.tsx';
import { SubjectFeedback } from './feedback.tsx';
import { ClassResources } from './resources.tsx';

/** How it goes with a child, in words first: attendance, subjects, plans and decisions, health, digital resources. */
export function ChildPage() {
  const { childId = '' } = useParams();
  const { t } = useSpeech();
  const answer = useAnswer(Insight, { childId });
  return (
    <Answered answer={answer}>
      {({ pupil, me }) => {
        if (!pupil) return <NotFoundPage />;
        const name = pupil.givenName ?? t('home.unnamedChild');
        return (
          <Page title={name} back={{ to: '/', label: t('frame.home') }}>
            <div className="row no-print">
              {me?.pupil?.id !== childId && (
                <Button asChild variant="secondary">
                  <RouterLink to={pageOf(childId, 'fravaer')}>{t('home.reportAbsence')}</RouterLink>
                </Button>
              )}
              <Button asChild variant="secondary">
                <RouterLink to={pageOf(childId, 'ny-melding')}>{t('insight.write')}</RouterLink>
              </Button>
              <Link asChild>
                <RouterLink to={pageOf(childId, 'innsyn')}>{t('insight.looked')}</RouterLink>
              </Link>
              <Link asChild>
                <RouterLink to={pageOf(childId, 'opplysninger')}>{t('insight.yourData')}</RouterLink>
              </Link>
              {(pupil.transfers?.edges.length ?? 0) > 0 && (
                <Link asChild>
                  <RouterLink to={pageOf(childId, 'skolebytte')}>{t('insight.moves')}</RouterLink>
                </Link>
              )}
            </div>
            {pupil.level !== null && (
              <>
                <Attendance name={name} level={pupil.level} totals={pupil.absenceTotals ?? []} />
                <SubjectFeedback child={pupil} />
              </>
            )}
            <Documents
              id="vedtak"
              title="insight.decisions.title"
              none="insight.decisions.none"
              note="insight.decisions.complain"
              documents={pupil.individualDecisions ?? []}
            />
            <Documents
              id="planer"
              title="insight.plans.title"
              none="insight.plans.none"
              documents={pupil.plans ?? []}
            />
            <Documents
              id="helse"
              title="insight.health.title"
              none="insight.health.none"
              documents={pupil.healthNotes ?? []}
            />
            <ClassResources resources={pupil.resources} />
          </Page>
        );
      }}
    </Answered>
  );
}

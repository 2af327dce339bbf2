import { Alert, Button, Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { NotFoundPage } from '../../app/not-found-page.tsx';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { Refused } from '../../components/refused.tsx';
import { ReportedAbsence, RetractAbsence } from '../../graph/operations.generated.ts';
import type { ReportedAbsenceQuery } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { type Outcome, useDeed } from '../../graph/use-deed.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { pageOf } from '../home/child-news.ts';
import { AbsenceForm } from './absence-form.tsx';

/** Says that a child is away: one tap when it is ill today. */
export function AbsencePage() {
  const { childId = '' } = useParams();
  const { t } = useSpeech();
  const answer = useAnswer(ReportedAbsence, { childId });
  const [told, setTold] = useState<{ from: string; to: string }>();
  return (
    <Answered answer={answer}>
      {({ pupil }) => {
        if (!pupil) return <NotFoundPage />;
        const name = pupil.givenName ?? t('home.unnamedChild');
        return (
          <Page title={t('absence.title', { name })} back={{ to: pageOf(childId), label: name }}>
            {told && <Told from={told.from} to={told.to} name={name} />}
            <AbsenceForm childId={childId} name={name} onTold={setTold} />
            <Reports reports={pupil.absenceReports} />
          </Page>
        );
      }}
    </Answered>
  );
}

function Told({ from, to, name }: { from: string; to: string; name: string }) {
  const { t, date } = useSpeech();
  return (
    <Alert data-color="success" role="status">
      <Paragraph>
        {from === to
          ? t('absence.toldDay', { name, date: date(from, 'day') })
          : t('absence.toldDays', { name, from: date(from, 'day'), to: date(to, 'day') })}
      </Paragraph>
    </Alert>
  );
}

type Reported = NonNullable<ReportedAbsenceQuery['pupil']>['absenceReports'];

function Reports({ reports }: { reports: Reported }) {
  const { t, date } = useSpeech();
  const { act, acting } = useDeed(RetractAbsence);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const standing = (reports?.edges ?? []).map(({ node }) => node).filter(({ status }) => status === 'REPORTED');
  if (standing.length === 0) return null;
  return (
    <Card>
      <div className="stack tight">
        <Heading level={2} data-size="xs">
          {t('absence.reported')}
        </Heading>
        <ul className="plain-list">
          {standing.map(({ id, from, to, reason, note }) => (
            <li key={id} className="ruled">
              <Paragraph>
                {from && date(from, 'day')}
                {to && to !== from && ` – ${date(to, 'day')}`}
                {reason && `: ${t(`absence.reason.${reason}`)}`}
              </Paragraph>
              {note && <Paragraph className="written">{note}</Paragraph>}
              <Button
                variant="tertiary"
                data-size="sm"
                loading={acting}
                onClick={() => void act({ reportId: id }).then(setOutcome)}
              >
                {t('absence.retract', { date: from ? date(from, 'day') : '' })}
              </Button>
            </li>
          ))}
        </ul>
        <Refused outcome={outcome} />
      </div>
    </Card>
  );
}

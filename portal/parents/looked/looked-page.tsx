import { Button, Card, Field, Heading, Label, Link, Paragraph, Select } from '@digdir/designsystemet-react';
import { useId, useState } from 'react';
import { Link as RouterLink, useParams } from 'react-router';
import { NotFoundPage } from '../../app/not-found-page.tsx';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { AccessLog } from '../../graph/operations.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { todayInNorway } from '../../language/dates.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { explanationLanguage } from '../../language/languages.ts';
import { pageOf } from '../home/child-news.ts';
import { lastMonths } from './last-months.ts';
import { type LogEntry, LookedEntry } from './looked-entry.tsx';

const monthsBack = 12;

/** Who has looked at what of a child, in words, a month at a time. */
export function LookedPage() {
  const { childId = '' } = useParams();
  const { t, language } = useSpeech();
  const [month, setMonth] = useState('');
  const [after, setAfter] = useState<string>();
  const answer = useAnswer(AccessLog, {
    childId,
    language: explanationLanguage[language],
    ...(month ? { month } : {}),
    ...(after ? { after } : {}),
  });
  return (
    <Answered answer={answer}>
      {({ pupil }) => {
        if (!pupil) return <NotFoundPage />;
        const name = pupil.givenName ?? t('home.unnamedChild');
        const entries = (pupil.accessLog?.edges ?? []).map(({ node }) => node);
        const { hasNextPage, endCursor } = pupil.accessLog?.pageInfo ?? { hasNextPage: false, endCursor: null };
        return (
          <Page title={t('looked.title', { name })} back={{ to: pageOf(childId), label: name }}>
            <Paragraph>{t('looked.what')}</Paragraph>
            <MonthChoice
              month={month}
              onChoose={(chosen) => {
                setMonth(chosen);
                setAfter(undefined);
              }}
            />
            <Entries childId={childId} entries={entries} />
            {hasNextPage && endCursor && (
              <div>
                <Button variant="secondary" onClick={() => setAfter(endCursor)}>
                  {t('looked.older')}
                </Button>
              </div>
            )}
            <Paragraph>
              <Link asChild>
                <RouterLink to={pageOf(childId, 'opplysninger')}>{t('insight.yourData')}</RouterLink>
              </Link>
            </Paragraph>
          </Page>
        );
      }}
    </Answered>
  );
}

function MonthChoice({ month, onChoose }: { month: string; onChoose(month: string): void }) {
  const { t, date } = useSpeech();
  const id = useId();
  return (
    <Field asChild>
      <div>
        <Label htmlFor={id}>{t('looked.month')}</Label>
        <Select id={id} value={month} onChange={(event) => onChoose(event.target.value)}>
          <option value="">{t('looked.allMonths')}</option>
          {lastMonths(todayInNorway(), monthsBack).map((one) => (
            <option key={one} value={one}>
              {date(`${one}-01`, 'month')}
            </option>
          ))}
        </Select>
      </div>
    </Field>
  );
}

function Entries({ childId, entries }: { childId: string; entries: readonly LogEntry[] }) {
  const { t, date } = useSpeech();
  if (entries.length === 0) return <Paragraph>{t('looked.none')}</Paragraph>;
  return Array.from(
    Map.groupBy(entries, ({ day }) => day ?? ''),
    ([day, found]) => (
      <Card key={day}>
        <div className="stack tight">
          <Heading level={2} data-size="2xs">
            {day && date(day, 'full')}
          </Heading>
          <ul className="plain-list">
            {found.map((entry) => (
              <li key={entry.id} className="ruled">
                <LookedEntry childId={childId} entry={entry} />
              </li>
            ))}
          </ul>
        </div>
      </Card>
    ),
  );
}

import { Card, Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { Link as RouterLink } from 'react-router';
import { controllerName } from '../../app/controller.ts';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { Home } from '../../graph/operations.generated.ts';
import type { HomeQuery } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { ChildCard } from './child-card.tsx';

const refreshEveryMs = 120_000;

/** What needs you, today, and what is new: a card for each child. */
export function HomePage() {
  const { t } = useSpeech();
  const answer = useAnswer(Home, {}, { everyMs: refreshEveryMs });
  return (
    <Answered answer={answer}>
      {(data) => (
        <Page title={t('home.title')}>
          <Cards me={data.me} />
          {!data.me?.pupil && (
            <Paragraph>
              <Link asChild>
                <RouterLink to="/be-om-opplysninger">{t('home.askToKnow')}</RouterLink>
              </Link>
            </Paragraph>
          )}
        </Page>
      )}
    </Answered>
  );
}

function Cards({ me }: { me: HomeQuery['me'] }) {
  const { t } = useSpeech();
  const children = me?.children ?? [];
  if (!me?.pupil && children.length === 0) return <NoChildren employee={me?.employee != null} />;
  return (
    <ul className="plain-list stack">
      {me?.pupil && (
        <li>
          <ChildCard child={me.pupil} name={t('home.you')} self />
        </li>
      )}
      {children.map((child) => (
        <li key={child.id}>
          <ChildCard child={child} name={child.givenName ?? t('home.unnamedChild')} />
        </li>
      ))}
    </ul>
  );
}

/** Nobody is shown why: only where to ask. */
function NoChildren({ employee }: { employee: boolean }) {
  const { t } = useSpeech();
  return (
    <Card>
      <div className="stack tight">
        <Heading level={2} data-size="xs">
          {t('home.nobody.title')}
        </Heading>
        {employee ? (
          <Paragraph>
            <Link asChild>
              <RouterLink to="/ansatt">{t('home.nobody.toStaff')}</RouterLink>
            </Link>
          </Paragraph>
        ) : (
          <Paragraph>{t('home.nobody.ask', { controller: controllerName() })}</Paragraph>
        )}
      </div>
    </Card>
  );
}

import { Link, Paragraph } from '@digdir/designsystemet-react';
import { Link as RouterLink, useParams } from 'react-router';
import { NotFoundPage } from '../../app/not-found-page.tsx';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { Moves } from '../../graph/operations.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { pageOf } from '../home/child-news.ts';

/** The changes of school of a child. */
export function MovesPage() {
  const { childId = '' } = useParams();
  const { t, moment } = useSpeech();
  const answer = useAnswer(Moves, { childId });
  return (
    <Answered answer={answer}>
      {({ pupil }) => {
        if (!pupil) return <NotFoundPage />;
        const name = pupil.givenName ?? t('home.unnamedChild');
        const moves = pupil.transfers?.edges ?? [];
        return (
          <Page title={t('moves.title', { name })} back={{ to: pageOf(childId), label: name }}>
            {moves.length === 0 && <Paragraph>{t('moves.none')}</Paragraph>}
            <ul className="plain-list">
              {moves.map(({ node }) => (
                <li key={node.id} className="ruled">
                  <Link asChild>
                    <RouterLink to={pageOf(childId, `skolebytte/${node.id}`)}>
                      {node.recordedAt ? moment(node.recordedAt, 'long') : t('moves.one')}
                    </RouterLink>
                  </Link>{' '}
                  {t(node.open ? 'moves.open' : 'moves.over')}
                </li>
              ))}
            </ul>
          </Page>
        );
      }}
    </Answered>
  );
}

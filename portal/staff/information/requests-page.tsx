import { Paragraph } from '@digdir/designsystemet-react';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { InformationRequests } from '../../graph/operations.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { explanationLanguage } from '../../language/languages.ts';
import { RequestCard } from './request-card.tsx';

/** What parents without foreldreansvar have asked, the oldest first: each is answered, or refused with a reason. */
export function RequestsPage() {
  const { t, language } = useSpeech();
  const answer = useAnswer(InformationRequests, { language: explanationLanguage[language] });
  return (
    <Answered answer={answer}>
      {({ informationRequests: { edges, pageInfo } }) => (
        <Page title={t('requests.title')}>
          <Paragraph>{t('requests.what')}</Paragraph>
          {edges.length === 0 && <Paragraph>{t('requests.none')}</Paragraph>}
          <ul className="plain-list stack">
            {edges.map(({ node }) => (
              <li key={node.id}>
                <RequestCard request={node} />
              </li>
            ))}
          </ul>
          {pageInfo.hasNextPage && <Paragraph className="subtle">{t('requests.more')}</Paragraph>}
        </Page>
      )}
    </Answered>
  );
}

import { Paragraph } from '@digdir/designsystemet-react';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { CorrectionRequests } from '../../graph/operations.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { explanationLanguage } from '../../language/languages.ts';
import { CorrectionCard } from './correction-card.tsx';

/** What is to be corrected or refused, the oldest first: asked for by families, or told by controllers that children came from. */
export function CorrectionsPage() {
  const { t, language } = useSpeech();
  const answer = useAnswer(CorrectionRequests, { language: explanationLanguage[language] });
  return (
    <Answered answer={answer}>
      {({ correctionRequests: { edges, pageInfo } }) => (
        <Page title={t('corrections.title')}>
          <Paragraph>{t('corrections.what')}</Paragraph>
          {edges.length === 0 && <Paragraph>{t('corrections.none')}</Paragraph>}
          <ul className="plain-list stack">
            {edges.map(({ node }) => (
              <li key={node.id}>
                <CorrectionCard correction={node} />
              </li>
            ))}
          </ul>
          {pageInfo.hasNextPage && <Paragraph className="subtle">{t('corrections.more')}</Paragraph>}
        </Page>
      )}
    </Answered>
  );
}

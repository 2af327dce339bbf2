import { Paragraph } from '@digdir/designsystemet-react';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { ExportsToScreen } from '../../graph/operations.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { explanationLanguage } from '../../language/languages.ts';
import { ExportCard } from './export-card.tsx';

/** The copies that families have asked for, the oldest first: a person looks through each before it leaves (GDPR art. 15 (4)). */
export function ScreeningPage() {
  const { t, language } = useSpeech();
  const answer = useAnswer(ExportsToScreen, { language: explanationLanguage[language] });
  return (
    <Answered answer={answer}>
      {({ exportsToScreen: { edges, pageInfo } }) => (
        <Page title={t('screening.title')}>
          <Paragraph>{t('screening.what')}</Paragraph>
          {edges.length === 0 && <Paragraph>{t('screening.none')}</Paragraph>}
          <ul className="plain-list stack">
            {edges.map(({ node }) => (
              <li key={node.id}>
                <ExportCard copy={node} />
              </li>
            ))}
          </ul>
          {pageInfo.hasNextPage && <Paragraph className="subtle">{t('screening.more')}</Paragraph>}
        </Page>
      )}
    </Answered>
  );
}

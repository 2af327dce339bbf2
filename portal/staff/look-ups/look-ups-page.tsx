import { Heading, Paragraph } from '@digdir/designsystemet-react';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { UnusualLookUps } from '../../graph/operations.generated.ts';
import type { LookUpToFollowUpFragment } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { LookUpCard } from './look-up-card.tsx';

/** Days on which somebody's look-ups stood out: what waits to be followed up first, and what was followed up after it. */
export function LookUpsPage() {
  const { t } = useSpeech();
  const answer = useAnswer(UnusualLookUps, {});
  const list = (nodes: readonly LookUpToFollowUpFragment[]) => (
    <ul className="plain-list stack">
      {nodes.map((node) => (
        <li key={node.id}>
          <LookUpCard lookUp={node} />
        </li>
      ))}
    </ul>
  );
  return (
    <Answered answer={answer}>
      {({ awaiting, latest }) => {
        const reviewed = latest.edges.flatMap(({ node }) => (node.reviewedAt ? [node] : []));
        return (
          <Page title={t('lookUps.title')}>
            <Paragraph>{t('lookUps.what')}</Paragraph>
            <section className="stack tight" aria-labelledby="awaiting">
              <Heading level={2} data-size="sm" id="awaiting">
                {t('lookUps.awaiting')}
              </Heading>
              {awaiting.edges.length === 0 && <Paragraph>{t('lookUps.noneAwaiting')}</Paragraph>}
              {list(awaiting.edges.map(({ node }) => node))}
              {awaiting.pageInfo.hasNextPage && <Paragraph className="subtle">{t('lookUps.more')}</Paragraph>}
            </section>
            {reviewed.length > 0 && (
              <section className="stack tight" aria-labelledby="reviewed">
                <Heading level={2} data-size="sm" id="reviewed">
                  {t('lookUps.reviewed')}
                </Heading>
                {list(reviewed)}
                {latest.pageInfo.hasNextPage && <Paragraph className="subtle">{t('lookUps.more')}</Paragraph>}
              </section>
            )}
          </Page>
        );
      }}
    </Answered>
  );
}

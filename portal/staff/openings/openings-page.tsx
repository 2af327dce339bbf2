import { Heading, Paragraph } from '@digdir/designsystemet-react';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { RecordOpenings } from '../../graph/operations.generated.ts';
import type { OpeningForLeaderFragment } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { OpeningCard } from './opening-card.tsx';
import { isLeader } from './who-follows-up.ts';

/** What staff have opened with a reason: what nobody has looked at first, and what was looked at after it. */
export function OpeningsPage() {
  const { t } = useSpeech();
  const answer = useAnswer(RecordOpenings, {});
  return (
    <Answered answer={answer}>
      {({ me, awaiting, latest }) => {
        const viewer = { id: me?.personId ?? '', mayExempt: isLeader(me?.employee?.posts ?? []) };
        const list = (nodes: readonly OpeningForLeaderFragment[]) => (
          <ul className="plain-list stack">
            {nodes.map((node) => (
              <li key={node.id}>
                <OpeningCard opening={node} viewer={viewer} />
              </li>
            ))}
          </ul>
        );
        const waiting = awaiting.edges.flatMap(({ node }) => node ?? []);
        const reviewed = latest.edges.flatMap(({ node }) => (node?.reviewedAt ? [node] : []));
        return (
          <Page title={t('opening.title')}>
            <Paragraph>{t('opening.what')}</Paragraph>
            <section className="stack tight" aria-labelledby="awaiting">
              <Heading level={2} data-size="sm" id="awaiting">
                {t('opening.awaiting')}
              </Heading>
              {waiting.length === 0 && <Paragraph>{t('opening.noneAwaiting')}</Paragraph>}
              {list(waiting)}
              {awaiting.pageInfo.hasNextPage && <Paragraph className="subtle">{t('opening.more')}</Paragraph>}
            </section>
            <section className="stack tight" aria-labelledby="reviewed">
              <Heading level={2} data-size="sm" id="reviewed">
                {t('opening.reviewed')}
              </Heading>
              {reviewed.length === 0 && <Paragraph>{t('opening.noneReviewed')}</Paragraph>}
              {list(reviewed)}
              {latest.pageInfo.hasNextPage && <Paragraph className="subtle">{t('opening.more')}</Paragraph>}
            </section>
          </Page>
        );
      }}
    </Answered>
  );
}

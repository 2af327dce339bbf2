import { Button, Card, Heading, Link, Paragraph, Tag } from '@digdir/designsystemet-react';
import { Link as RouterLink } from 'react-router';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { Threads } from '../../graph/operations.generated.ts';
import type { ChildThreadsFragment } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';

/** The threads by child, the newest first. */
export function ThreadsPage() {
  const { t } = useSpeech();
  const answer = useAnswer(Threads, {}, { everyMs: 60_000 });
  return (
    <Answered answer={answer}>
      {({ me }) => {
        const children = [...(me?.pupil ? [me.pupil] : []), ...(me?.children ?? [])];
        return (
          <Page title={t('messages.title')}>
            {children.length === 0 && <Paragraph>{t('messages.none')}</Paragraph>}
            {children.map((child) => (
              <ChildThreads key={child.id} child={child} self={child.id === me?.pupil?.id} />
            ))}
          </Page>
        );
      }}
    </Answered>
  );
}

function ChildThreads({ child, self }: { child: ChildThreadsFragment; self: boolean }) {
  const { t, moment } = useSpeech();
  const threads = child.threads?.edges ?? [];
  const name = self ? t('home.you') : (child.givenName ?? t('home.unnamedChild'));
  return (
    <Card>
      <div className="stack tight">
        <Heading level={2} data-size="xs">
          {name}
        </Heading>
        {threads.length === 0 && <Paragraph>{t('messages.noneYet')}</Paragraph>}
        <ul className="plain-list">
          {threads.map(({ node }) => (
            <li key={node.id} className="ruled">
              <div className="row">
                <Link asChild className="written">
                  <RouterLink to={`/meldinger/${node.id}`}>{node.subject}</RouterLink>
                </Link>
                {(node.unread ?? 0) > 0 && (
                  <Tag data-color="accent">{t('messages.unread', { count: node.unread ?? 0 })}</Tag>
                )}
                {node.status === 'CLOSED' && <Tag data-color="neutral">{t('messages.closed')}</Tag>}
              </div>
              {node.lastMessageAt && (
                <Paragraph data-size="sm" className="subtle">
                  {moment(node.lastMessageAt)}
                </Paragraph>
              )}
            </li>
          ))}
        </ul>
        <div>
          <Button asChild variant="secondary">
            <RouterLink to={`/barn/${child.id}/ny-melding`}>{t('messages.new', { name })}</RouterLink>
          </Button>
        </div>
      </div>
    </Card>
  );
}

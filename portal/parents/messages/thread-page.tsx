import { Alert, Card, Paragraph } from '@digdir/designsystemet-react';
import { useEffect } from 'react';
import { useParams } from 'react-router';
import { NotFoundPage } from '../../app/not-found-page.tsx';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { MarkRead, Thread } from '../../graph/operations.generated.ts';
import type { ThreadQuery } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useDeed } from '../../graph/use-deed.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { namesIn } from './correspondent.ts';
import { ReplyForm } from './reply-form.tsx';

type FoundThread = NonNullable<ThreadQuery['thread']>;

/** The messages of a thread, and the reply, which goes to the sender of the last message alone. */
export function ThreadPage() {
  const { threadId = '' } = useParams();
  const { t } = useSpeech();
  const answer = useAnswer(Thread, { threadId }, { everyMs: 30_000 });
  return (
    <Answered answer={answer}>
      {({ thread, me }) =>
        thread ? (
          <Page title={thread.subject ?? t('messages.title')} back={{ to: '/meldinger', label: t('messages.title') }}>
            <Messages thread={thread} me={me?.personId} />
          </Page>
        ) : (
          <NotFoundPage />
        )
      }
    </Answered>
  );
}

function Messages({ thread, me }: { thread: FoundThread; me: string | undefined }) {
  const speech = useSpeech();
  const { t, moment } = speech;
  const nameOf = namesIn(me, thread.pupil.teachers ?? [], speech);
  const messages = (thread.messages?.edges ?? []).map(({ node }) => node);
  useMarkedRead(messages.filter(({ read }) => read === false).map(({ id }) => id));
  const last = messages.findLast(({ author }) => author?.personId !== me);
  return (
    <>
      <Paragraph className="subtle">{[thread.pupil.givenName, thread.unit?.name].filter(Boolean).join(', ')}</Paragraph>
      <ol className="plain-list">
        {messages.map(({ id, text, sentAt, author, recipients }) => (
          <li key={id}>
            <Card className={author?.personId === me ? 'message own' : 'message'}>
              <Paragraph data-size="sm" className="subtle">
                {nameOf(author)} → {(recipients ?? []).map(nameOf).join(', ')}
                {sentAt && ` · ${moment(sentAt)}`}
              </Paragraph>
              <Paragraph className="written">{text}</Paragraph>
            </Card>
          </li>
        ))}
      </ol>
      {thread.status === 'CLOSED' ? (
        <Alert data-color="info">{t(`messages.closedBecause.${thread.closedBecause ?? 'ENDED'}`)}</Alert>
      ) : (
        last && <ReplyForm messageId={last.id} to={nameOf(last.author)} />
      )}
    </>
  );
}

/** What is on the page has been read. */
function useMarkedRead(ids: readonly string[]): void {
  const { act } = useDeed(MarkRead);
  const key = ids.join(' ');
  useEffect(() => {
    if (key === '') return;
    void (async () => {
      for (const messageId of key.split(' ')) await act({ messageId });
    })();
  }, [key, act]);
}

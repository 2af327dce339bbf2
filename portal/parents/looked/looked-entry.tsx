import { Button, Paragraph } from '@digdir/designsystemet-react';
import { type FormEvent, useState } from 'react';
import { LabelledText } from '../../components/labelled-text.tsx';
import { Refused } from '../../components/refused.tsx';
import { AskAboutAccess } from '../../graph/operations.generated.ts';
import type { AccessLogQuery } from '../../graph/types.generated.ts';
import { type Outcome, useDeed } from '../../graph/use-deed.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useDraft } from '../../session/drafts.ts';

type Log = NonNullable<NonNullable<AccessLogQuery['pupil']>['accessLog']>;
export type LogEntry = Log['edges'][number]['node'];

/** An entry as a sentence, what was asked about it and answered, and the way to ask. */
export function LookedEntry({ childId, entry }: { childId: string; entry: LogEntry }) {
  const { t, moment } = useSpeech();
  const [asking, setAsking] = useState(false);
  return (
    <div className="stack tight">
      <Paragraph>{entry.text}</Paragraph>
      {(entry.questions ?? []).map(({ id, question, askedAt, answer, answeredAt }) => (
        <div key={id} className="message own">
          <Paragraph data-size="sm" className="subtle">
            {t('looked.youAsked', { date: askedAt ? moment(askedAt, 'long') : '' })}
          </Paragraph>
          <Paragraph className="written">{question}</Paragraph>
          {answer ? (
            <>
              <Paragraph data-size="sm" className="subtle">
                {t('looked.answered', { date: answeredAt ? moment(answeredAt, 'long') : '' })}
              </Paragraph>
              <Paragraph className="written">{answer}</Paragraph>
            </>
          ) : (
            <Paragraph data-size="sm">{t('looked.notAnswered')}</Paragraph>
          )}
        </div>
      ))}
      {asking ? (
        <AskForm childId={childId} entryId={entry.id} onDone={() => setAsking(false)} />
      ) : (
        !entry.own && (
          <div>
            <Button variant="tertiary" data-size="sm" onClick={() => setAsking(true)}>
              {t('looked.ask')}
            </Button>
          </div>
        )
      )}
    </div>
  );
}

const longestQuestion = 2_000;

function AskForm({ childId, entryId, onDone }: { childId: string; entryId: string; onDone(): void }) {
  const { t } = useSpeech();
  const [question, setQuestion] = useDraft(`access:${entryId}`);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const { act, acting } = useDeed(AskAboutAccess);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const done = await act({ childId, entryId, question });
    setOutcome(done);
    if (done.state !== 'done') return;
    setQuestion('');
    onDone();
  };
  return (
    <form className="stack tight" onSubmit={(event) => void send(event)}>
      <LabelledText
        label={t('looked.question')}
        rows={3}
        required
        maxLength={longestQuestion}
        value={question}
        onChange={setQuestion}
      />
      <Refused outcome={outcome} />
      <div>
        <Button type="submit" data-size="sm" loading={acting}>
          {t('looked.send')}
        </Button>
      </div>
    </form>
  );
}

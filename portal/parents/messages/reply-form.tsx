import { Button, Paragraph } from '@digdir/designsystemet-react';
import { type FormEvent, useId, useState } from 'react';
import { LabelledText } from '../../components/labelled-text.tsx';
import { Refused } from '../../components/refused.tsx';
import { ReplyToMessage } from '../../graph/operations.generated.ts';
import { type Outcome, useDeed } from '../../graph/use-deed.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useDraft } from '../../session/drafts.ts';

export const longestText = 10_000;

/** A reply: to one person, who is named before it is sent. */
export function ReplyForm({ messageId, to }: { messageId: string; to: string }) {
  const { t } = useSpeech();
  const [text, setText] = useDraft(`reply:${messageId}`);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const { act, acting } = useDeed(ReplyToMessage);
  const id = useId();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const done = await act({ messageId, text });
    setOutcome(done);
    if (done.state === 'done') setText('');
  };
  return (
    <form className="stack tight" onSubmit={(event) => void send(event)}>
      <LabelledText
        label={t('messages.reply')}
        rows={5}
        required
        maxLength={longestText}
        describedBy={id}
        value={text}
        onChange={setText}
      />
      <Paragraph id={id} data-size="sm">
        {t('messages.onlyTo', { to })}
      </Paragraph>
      <Refused outcome={outcome} />
      {outcome?.state === 'done' && <Paragraph role="status">{t('messages.sent')}</Paragraph>}
      <div>
        <Button type="submit" loading={acting}>
          {t('messages.send')}
        </Button>
      </div>
    </form>
  );
}

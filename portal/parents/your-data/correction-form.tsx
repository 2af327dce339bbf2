import { Alert, Button, Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import { type FormEvent, useState } from 'react';
import { LabelledText } from '../../components/labelled-text.tsx';
import { Refused } from '../../components/refused.tsx';
import type { Outcome } from '../../graph/use-deed.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useDraft } from '../../session/drafts.ts';
import { type CorrectableChild, useAskToCorrect } from './use-ask-to-correct.ts';

const longest = 2_000;

/** Tells the school that something is wrong, and what would be right. */
export function CorrectionForm({ child }: { child: CorrectableChild }) {
  const { t } = useSpeech();
  const { readers, ask, acting } = useAskToCorrect(child);
  const [wrong, setWrong] = useDraft(`wrong:${child.id}`);
  const [right, setRight] = useDraft(`right:${child.id}`);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const done = await ask({ wrong, right });
    setOutcome(done);
    if (done.state !== 'done') return;
    setWrong('');
    setRight('');
  };
  return (
    <Card>
      <div className="stack tight">
        <Heading level={2} data-size="xs">
          {t('yourData.correct.title')}
        </Heading>
        <Paragraph>{t('yourData.correct.what')}</Paragraph>
        {readers.length === 0 ? (
          <Paragraph>{t('messages.nobody')}</Paragraph>
        ) : (
          <form className="stack tight" onSubmit={(event) => void send(event)}>
            <LabelledText
              label={t('yourData.correct.wrong')}
              rows={3}
              required
              maxLength={longest}
              value={wrong}
              onChange={setWrong}
            />
            <LabelledText
              label={t('yourData.correct.right')}
              rows={3}
              required
              maxLength={longest}
              value={right}
              onChange={setRight}
            />
            <Paragraph data-size="sm">
              {t('messages.readBy', { who: readers.map(({ name }) => name).join(', ') })}
            </Paragraph>
            <Refused outcome={outcome} />
            <div role="status">
              {outcome?.state === 'done' && <Alert data-color="success">{t('yourData.correct.sent')}</Alert>}
            </div>
            <div>
              <Button type="submit" variant="secondary" loading={acting}>
                {t('yourData.correct.send')}
              </Button>
            </div>
          </form>
        )}
      </div>
    </Card>
  );
}

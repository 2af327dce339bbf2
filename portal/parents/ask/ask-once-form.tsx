import { Button, Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import { type FormEvent, useState } from 'react';
import { LabelledInput } from '../../components/labelled-input.tsx';
import { LabelledText } from '../../components/labelled-text.tsx';
import { Refused } from '../../components/refused.tsx';
import { AskForInformation } from '../../graph/operations.generated.ts';
import { type Outcome, useDeed } from '../../graph/use-deed.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useDraft } from '../../session/drafts.ts';

const longestQuestion = 2_000;
/** Where nothing has been asked before, the page has shown none: it is asked for anew by what it has shown of the reader. */
const changes = ['Viewer', 'OwnInformationRequest'];

/** A single question about one's child. What is answered at once is the same whether or not the child is here. */
export function AskOnceForm() {
  const { t } = useSpeech();
  const [nationalId, setNationalId] = useState('');
  const [question, setQuestion] = useDraft('ask-once');
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const { act, acting } = useDeed(AskForInformation, changes);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const done = await act({ nationalId: nationalId.replaceAll(' ', ''), question });
    setOutcome(done);
    if (done.state !== 'done') return;
    setQuestion('');
    setNationalId('');
  };
  return (
    <Card>
      <form className="stack" onSubmit={(event) => void send(event)}>
        <div className="stack tight">
          <Heading level={2} data-size="xs">
            {t('ask.once.title')}
          </Heading>
          <Paragraph>{t('ask.once.what')}</Paragraph>
        </div>
        <LabelledInput
          label={t('ask.once.number')}
          required
          maxLength={12}
          value={nationalId}
          onChange={setNationalId}
        />
        <LabelledText
          label={t('ask.once.question')}
          rows={4}
          required
          maxLength={longestQuestion}
          value={question}
          onChange={setQuestion}
        />
        <Refused outcome={outcome} />
        {outcome?.state === 'done' && <Paragraph role="status">{t('ask.once.sent')}</Paragraph>}
        <div>
          <Button type="submit" loading={acting}>
            {t('ask.once.send')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

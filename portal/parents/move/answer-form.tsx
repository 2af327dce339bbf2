import { Button, Card, Fieldset, Heading, Paragraph, ValidationMessage } from '@digdir/designsystemet-react';
import { type FormEvent, useId, useState } from 'react';
import { Choice } from '../../components/choice.tsx';
import { Refused } from '../../components/refused.tsx';
import { PermitTransfer, RefuseTransfer } from '../../graph/operations.generated.ts';
import { type Outcome, useDeed } from '../../graph/use-deed.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { LawLink } from './law-link.tsx';
import type { Part } from './move-parts.ts';

type YesOrNo = 'yes' | 'no';

interface AnswerFormProps {
  readonly transferId: string;
  readonly parts: readonly Part[];
}

/** Yes or no to each category by itself, with what a no means. Nothing is chosen beforehand. */
export function AnswerForm({ transferId, parts }: AnswerFormProps) {
  const { t, moment } = useSpeech();
  const [choices, setChoices] = useState<Readonly<Record<string, YesOrNo>>>({});
  const [missing, setMissing] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const permit = useDeed(PermitTransfer);
  const refuse = useDeed(RefuseTransfer);
  const chosen = (choice: YesOrNo) =>
    parts.flatMap(({ decision: { category } }) => (category && choices[category] === choice ? [category] : []));
  const due = parts.flatMap(({ request }) => request?.dueAt ?? []).toSorted()[0];

  const send = async (event: FormEvent) => {
    event.preventDefault();
    const [yes, no] = [chosen('yes'), chosen('no')];
    setMissing(yes.length + no.length === 0);
    // A refusal first: should the rest fail, nothing has gone that was not to go.
    if (no.length > 0) {
      const refused = await refuse.act({ transferId, categories: no });
      if (refused.state !== 'done') return setOutcome(refused);
    }
    if (yes.length > 0) setOutcome(await permit.act({ transferId, categories: yes }));
    return undefined;
  };

  return (
    <Card data-color="accent">
      <form className="stack" onSubmit={(event) => void send(event)} noValidate>
        <div className="stack tight">
          <Heading level={2} data-size="xs">
            {t('move.answer.title')}
          </Heading>
          <Paragraph>{t('move.answer.intro')}</Paragraph>
          {due && <Paragraph>{t('move.answer.due', { date: moment(due, 'full') })}</Paragraph>}
        </div>
        {parts.map(({ decision }) => (
          <Question
            key={decision.category}
            part={{ decision }}
            choice={choices[decision.category ?? '']}
            onChoose={(choice) => setChoices((before) => ({ ...before, [decision.category ?? '']: choice }))}
          />
        ))}
        {missing && <ValidationMessage role="alert">{t('move.answer.missing')}</ValidationMessage>}
        <Refused outcome={outcome} />
        <div>
          <Button type="submit" loading={permit.acting || refuse.acting}>
            {t('move.answer.send')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

interface QuestionProps {
  readonly part: Part;
  readonly choice: YesOrNo | undefined;
  onChoose(choice: YesOrNo): void;
}

function Question({ part: { decision }, choice, onChoose }: QuestionProps) {
  const { t } = useSpeech();
  const id = useId();
  return (
    <Fieldset className="question" aria-describedby={`${id}-why`}>
      <Fieldset.Legend>{decision.label}</Fieldset.Legend>
      <div id={`${id}-why`} className="stack tight">
        <Paragraph>{decision.explanation}</Paragraph>
        {decision.citation && (
          <Paragraph data-size="sm" className="subtle">
            {t('move.law')} <LawLink citation={decision.citation} />
          </Paragraph>
        )}
      </div>
      {(['yes', 'no'] as const).map((one) => (
        <Choice key={one} type="radio" name={id} checked={choice === one} onChange={() => onChoose(one)}>
          {t(one === 'yes' ? 'move.answer.yes' : 'move.answer.no')}
        </Choice>
      ))}
    </Fieldset>
  );
}

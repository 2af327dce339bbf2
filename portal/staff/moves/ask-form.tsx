import { Button, Paragraph } from '@digdir/designsystemet-react';
import { type FormEvent, useState } from 'react';
import { Refused } from '../../components/refused.tsx';
import { AskForCategories } from '../../graph/operations.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useDraft } from '../../session/drafts.ts';
import { CheckField, SelectField, TextField } from '../form/fields.tsx';
import { useFormDeed } from '../form/use-form.ts';
import type { Move } from './move-page.tsx';

type Askable = NonNullable<Move['mayAskFor']>[number];

/** Chooses what to ask for, each with a reason that the law knows and, if one likes, with one's own words. */
export function AskForm({ transferId, askable }: { transferId: string; askable: readonly Askable[] }) {
  const { t } = useSpeech();
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const [words, setWords] = useDraft(`ask-${transferId}`);
  const { send, acting, outcome } = useFormDeed(AskForCategories, () => setWords(''));
  const choose = (category: string, purpose: string | undefined) => {
    const next = new Map(chosen);
    if (purpose === undefined) next.delete(category);
    else next.set(category, purpose);
    setChosen(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const own = words.trim();
    const categories = [...chosen].map(([category, purpose]) => ({
      category,
      purpose,
      ...(own ? { words: own } : {}),
    }));
    void send({ transferId, categories });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <Paragraph>{t('ask.what')}</Paragraph>
      <ul className="plain-list">
        {askable.map((one) => (
          <li key={one.category} className="ruled">
            <AskLine one={one} purpose={chosen.get(one.category ?? '')} choose={choose} />
          </li>
        ))}
      </ul>
      <TextField label={t('ask.words')} hint={t('ask.wordsHint')} value={words} onChange={setWords} lines={2} />
      <Refused outcome={outcome} />
      <div>
        <Button type="submit" disabled={acting || chosen.size === 0}>
          {t('ask.send', { count: chosen.size })}
        </Button>
      </div>
    </form>
  );
}

interface AskLineProps {
  readonly one: Askable;
  readonly purpose: string | undefined;
  readonly choose: (category: string, purpose: string | undefined) => void;
}

function AskLine({ one, purpose, choose }: AskLineProps) {
  const { t, has } = useSpeech();
  const category = one.category ?? '';
  const outcome = `outcome.${one.outcome}`;
  const reasons = (one.reasons ?? []).map((reason) => ({ value: reason.purpose ?? '', label: reason.label ?? '' }));
  return (
    <div className="stack tight">
      <CheckField
        label={
          <>
            <strong>{one.label}</strong> · {has(outcome) && t(outcome)}
          </>
        }
        checked={purpose !== undefined}
        onChange={(checked) => choose(category, checked ? reasons[0]?.value : undefined)}
      />
      <Paragraph className="subtle indented">
        {one.explanation} ({one.citation})
      </Paragraph>
      {purpose !== undefined && (
        <div className="indented">
          <SelectField
            label={t('ask.reason')}
            value={purpose}
            choices={reasons}
            onChange={(next) => choose(category, next)}
          />
        </div>
      )}
    </div>
  );
}

import { Button, Paragraph } from '@digdir/designsystemet-react';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { Page } from '../../app/page.tsx';
import { Refused } from '../../components/refused.tsx';
import { everyLevel } from '../../graph/enum-values.generated.ts';
import { ProposeResource } from '../../graph/operations.generated.ts';
import type { Level } from '../../graph/types.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useDraft } from '../../session/drafts.ts';
import { SeveralField, TextField } from '../form/fields.tsx';
import { useFormDeed } from '../form/use-form.ts';
import { EditionFields, isWritten, type WrittenEdition } from './edition-fields.tsx';
import { type Answers, answersFrom, ProposalAnswers } from './proposal-answers.tsx';
import { useLevelName } from './use-level-name.ts';

/** Whether the hub takes it as a web address; none is as good. */
const isLink = (text: string): boolean => text === '' || (/^https?:/.test(text) && URL.canParse(text));

/** A resource that somebody wants for the pupils, with what is known of it. Agreements and assessments come with the legal check. */
export function ProposePage() {
  const { t } = useSpeech();
  return (
    <Page title={t('propose.title')} back={{ to: '/ansatt/laeremidler', label: t('resources.title') }}>
      <Paragraph>{t('propose.what')}</Paragraph>
      <ProposalForm />
    </Page>
  );
}

function ProposalForm() {
  const { t } = useSpeech();
  const levelName = useLevelName();
  const navigate = useNavigate();
  const [why, setWhy] = useDraft('propose-resource');
  const [title, setTitle] = useState('');
  const [supplier, setSupplier] = useState('');
  const [summary, setSummary] = useState('');
  const [link, setLink] = useState('');
  const [levels, setLevels] = useState<readonly Level[]>([]);
  const [editions, setEditions] = useState<readonly WrittenEdition[]>([]);
  const [answers, setAnswers] = useState<Answers>({});
  const { send, acting, outcome } = useFormDeed(ProposeResource);
  const known = answersFrom(answers);
  const isWhole =
    [title, supplier, why].every((text) => text.trim() !== '') &&
    isLink(link.trim()) &&
    levels.length > 0 &&
    editions.length > 0 &&
    editions.every(isWritten);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!known || !isWhole) return;
    const result = await send({
      description: {
        title: title.trim(),
        supplier: { name: supplier.trim() },
        summary: summary.trim(),
        ...(link.trim() ? { link: link.trim() } : {}),
        levels: [...levels],
        // The hub counts in øre.
        editions: editions.map(({ kroner, ...edition }) => ({ ...edition, price: Number(kroner) * 100 })),
        ...known,
      },
      why: why.trim(),
    });
    if (result.state !== 'done') return;
    setWhy('');
    void navigate(`/ansatt/laeremidler/${result.data.proposeResource.resource?.id ?? ''}`);
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <TextField label={t('propose.name')} value={title} onChange={setTitle} />
      <TextField label={t('propose.supplier')} value={supplier} onChange={setSupplier} />
      <TextField label={t('propose.summary')} value={summary} onChange={setSummary} lines={2} />
      <TextField label={t('propose.link')} hint={t('propose.linkHint')} value={link} onChange={setLink} />
      <SeveralField
        label={t('resources.level')}
        choices={everyLevel.map((level) => ({ value: level, label: levelName(level) }))}
        chosen={levels}
        onChange={setLevels}
      />
      <EditionFields editions={editions} onChange={setEditions} />
      <ProposalAnswers answers={answers} onChange={setAnswers} />
      <TextField label={t('propose.why')} value={why} onChange={setWhy} lines={3} />
      <Refused outcome={outcome} />
      <div>
        <Button type="submit" disabled={acting || !known || !isWhole}>
          {t('propose.send')}
        </Button>
      </div>
    </form>
  );
}

import { Button, Card, Details, Fieldset } from '@digdir/designsystemet-react';
import { type FormEvent, useId, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Choice } from '../../components/choice.tsx';
import { LabelledInput } from '../../components/labelled-input.tsx';
import { LabelledText } from '../../components/labelled-text.tsx';
import { Refused } from '../../components/refused.tsx';
import { ReportAbsence } from '../../graph/operations.generated.ts';
import type { AbsenceReason } from '../../graph/types.generated.ts';
import { type Outcome, useDeed } from '../../graph/use-deed.ts';
import { todayInNorway } from '../../language/dates.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useDraft } from '../../session/drafts.ts';

const reasons: readonly AbsenceReason[] = ['ILLNESS', 'APPOINTMENT', 'WELFARE', 'OTHER'];
const dayMs = 86_400_000;

interface AbsenceFormProps {
  readonly childId: string;
  readonly name: string;
  onTold(days: { from: string; to: string }): void;
}

/** Filled in for the usual case, illness today; the rest can be changed. */
export function AbsenceForm({ childId, name, onTold }: AbsenceFormProps) {
  const { t } = useSpeech();
  const [search] = useSearchParams();
  const today = todayInNorway();
  const [from, setFrom] = useState(search.get('dag') ?? today);
  const [to, setTo] = useState(search.get('dag') ?? today);
  const [reason, setReason] = useState<AbsenceReason>('ILLNESS');
  const [note, setNote] = useDraft(`absence:${childId}`);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const { act, acting } = useDeed(ReportAbsence);
  const id = useId();

  const send = async (event: FormEvent) => {
    event.preventDefault();
    const done = await act({ childId, from, to: to < from ? from : to, reason, ...(note.trim() ? { note } : {}) });
    setOutcome(done);
    if (done.state !== 'done') return;
    setNote('');
    onTold({ from, to: to < from ? from : to });
  };
  const tomorrow = new Date(Date.parse(today) + dayMs).toISOString().slice(0, 10);
  const days = from === to ? (from === today ? 'today' : from === tomorrow ? 'tomorrow' : 'day') : 'days';

  return (
    <Card>
      <form className="stack" onSubmit={(event) => void send(event)}>
        <Fieldset>
          <Fieldset.Legend>{t('absence.why')}</Fieldset.Legend>
          {reasons.map((one) => (
            <Choice key={one} type="radio" name={id} checked={reason === one} onChange={() => setReason(one)}>
              {t(`absence.reason.${one}`)}
            </Choice>
          ))}
        </Fieldset>
        <div>
          <Button type="submit" loading={acting}>
            {t(`absence.send.${days}`, { name })}
          </Button>
        </div>
        <Details defaultOpen={search.has('dag')}>
          <Details.Summary>{t('absence.otherDays')}</Details.Summary>
          <Details.Content>
            <div className="stack">
              <div className="row">
                <LabelledInput
                  label={t('absence.from')}
                  type="date"
                  required
                  value={from}
                  onChange={(day) => {
                    setFrom(day);
                    if (to < day) setTo(day);
                  }}
                />
                <LabelledInput label={t('absence.to')} type="date" required value={to} onChange={setTo} />
              </div>
              <LabelledText label={t('absence.note')} rows={3} maxLength={1000} value={note} onChange={setNote} />
            </div>
          </Details.Content>
        </Details>
        <Refused outcome={outcome} />
      </form>
    </Card>
  );
}

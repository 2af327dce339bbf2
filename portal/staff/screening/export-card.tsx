import { Button, Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import { type FormEvent, useState } from 'react';
import { Refused } from '../../components/refused.tsx';
import { ScreenExport } from '../../graph/operations.generated.ts';
import type { ExportsToScreenQuery } from '../../graph/types.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { TextField } from '../form/fields.tsx';
import { useFormDeed } from '../form/use-form.ts';
import { useName } from '../pupil-name.ts';

type Copy = ExportsToScreenQuery['exportsToScreen']['edges'][number]['node'];

/** All that a copy holds, section by section; one with a reason is held back, and the family reads the reason. */
export function ExportCard({ copy: { id, requestedAt, answerBy, pupil, sections } }: { copy: Copy }) {
  const { t, moment } = useSpeech();
  const nameOf = useName();
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const { send, acting, outcome } = useFormDeed(ScreenExport, undefined, ['DataExportConnection', 'DataExport']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const holdBack = Object.entries(reasons)
      .map(([section, reason]) => ({ section, reason: reason.trim() }))
      .filter(({ reason }) => reason !== '');
    void send({ exportId: id, holdBack });
  };
  return (
    <Card>
      <form className="stack tight" onSubmit={submit}>
        <Heading level={2} data-size="2xs">
          {pupil ? nameOf(pupil) : t('staff.nameless')}
        </Heading>
        <Paragraph className="subtle">
          {requestedAt && t('screening.asked', { date: moment(requestedAt, 'short') })}{' '}
          {answerBy && t('move.until', { date: moment(answerBy, 'short') })}
        </Paragraph>
        {(sections ?? []).map(({ name, label, content }) => (
          <details className="ds-details" key={name}>
            <summary>{label ?? name}</summary>
            <div className="details-content stack tight">
              {content === null ? (
                <Paragraph>{t('screening.notYours')}</Paragraph>
              ) : (
                <pre className="written">{readable(content)}</pre>
              )}
              <TextField
                label={t('screening.holdBack')}
                hint={t('screening.holdBackHint')}
                value={reasons[name ?? ''] ?? ''}
                onChange={(reason) => setReasons({ ...reasons, [name ?? '']: reason })}
              />
            </div>
          </details>
        ))}
        <Refused outcome={outcome} />
        <div>
          <Button type="submit" disabled={acting}>
            {t('screening.give')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

/** JSON with a line for each value, without its quotes and brackets: it is read by a person. */
const readable = (content: string): string =>
  JSON.stringify(JSON.parse(content), null, 1)
    .replaceAll(/["[\]{},]/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join('\n');

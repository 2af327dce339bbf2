import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { type FormEvent, useId, useState } from 'react';
import { useSpeech } from '../../language/language-context.tsx';
import { useSession } from '../../session/session-context.tsx';
import { sendRoster } from './send-file.ts';

type Step = { readonly is: 'idle' } | { readonly is: 'sending'; readonly share: number } | { readonly is: string };

/** Sends a roster to be looked through. Nothing changes by it. */
export function UploadForm({ onTaken }: { onTaken(): void }) {
  const { t, has, number } = useSpeech();
  const { tellSignedOut } = useSession();
  const id = useId();
  const [file, setFile] = useState<File>();
  const [step, setStep] = useState<Step>({ is: 'idle' });
  const sending = 'share' in step;
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!file) return;
    const form = event.currentTarget;
    setStep({ is: 'sending', share: 0 });
    const sent = await sendRoster(file, (share) => setStep({ is: 'sending', share }));
    if (sent.state === 'taken') {
      form.reset();
      setFile(undefined);
      setStep({ is: 'idle' });
      onTaken();
      return;
    }
    const code = sent.state === 'unreachable' ? 'UNREACHABLE' : sent.code;
    if (code === 'UNAUTHENTICATED') tellSignedOut();
    setStep({ is: code });
  };
  const problem = (code: string) => {
    const key = `upload.refused.${code}`;
    return t(has(key) ? key : 'upload.refused.FAILED');
  };
  return (
    <section className="stack tight" aria-labelledby={`${id}-title`}>
      <Heading level={2} data-size="sm" id={`${id}-title`}>
        {t('upload.title')}
      </Heading>
      <form className="stack tight" onSubmit={(event) => void send(event)}>
        <div className="ds-field">
          <label className="ds-label" htmlFor={id}>
            {t('upload.file')}
          </label>
          <p id={`${id}-hint`} className="subtle field-hint">
            {t('upload.hint')}
          </p>
          <input
            id={id}
            className="ds-input"
            type="file"
            accept=".xml,.zip,.csv,application/xml,application/zip"
            aria-describedby={`${id}-hint`}
            disabled={sending}
            onChange={({ target }) => setFile(target.files?.[0])}
          />
        </div>
        {sending && (
          <Paragraph role="status">{t('upload.sending', { percent: number(Math.round(step.share * 100)) })}</Paragraph>
        )}
        {!sending && step.is !== 'idle' && (
          <Alert data-color="danger" role="alert">
            <Paragraph>{problem(step.is)}</Paragraph>
          </Alert>
        )}
        <div>
          <Button type="submit" disabled={sending || !file}>
            {t('upload.send')}
          </Button>
        </div>
      </form>
    </section>
  );
}

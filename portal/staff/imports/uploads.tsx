import { Paragraph } from '@digdir/designsystemet-react';
import { useEffect } from 'react';
import { useClient } from 'urql';
import { Answered } from '../../components/answered.tsx';
import { RosterUploads } from '../../graph/operations.generated.ts';
import type { RosterUploadState } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { UploadCard } from './upload-card.tsx';
import { UploadForm } from './upload-form.tsx';

const underWay: readonly RosterUploadState[] = ['CHECKING', 'IMPORTING'];
const open: readonly RosterUploadState[] = [...underWay, 'CHECKED'];
const refreshEveryMs = { underWay: 2_000, else: 30_000 };

/** Where the uploads are: whether the hub works on one, and how many of those shown are imported. */
export interface Progress {
  readonly busy: boolean;
  readonly imported: number;
}

/** Rosters that are uploaded here: those that wait for a word, and what came of the latest. Not there for those who may not. */
export function Uploads({ busy, onProgress }: { busy: boolean; onProgress(progress: Progress): void }) {
  const { t } = useSpeech();
  const client = useClient();
  const answer = useAnswer(RosterUploads, {}, { everyMs: busy ? refreshEveryMs.underWay : refreshEveryMs.else });
  const states = answer.state === 'ready' ? answer.data.rosterUploads.map(({ state }) => state) : [];
  const isBusy = states.some((state) => underWay.includes(state));
  const imported = states.filter((state) => state === 'IMPORTED').length;
  useEffect(() => onProgress({ busy: isBusy, imported }), [isBusy, imported, onProgress]);
  if (answer.state === 'failed' && answer.failure.kind === 'failed' && answer.failure.id === undefined) return null;
  const ask = () => client.query(RosterUploads, {}, { requestPolicy: 'network-only' }).toPromise();
  return (
    <Answered answer={answer} skeleton={<Paragraph>{t('frame.loading')}</Paragraph>}>
      {({ rosterUploads }) => {
        const [newest] = rosterUploads;
        const shown = rosterUploads.filter((one) => open.includes(one.state) || one === newest);
        const earlier = rosterUploads.filter((one) => !shown.includes(one));
        return (
          <div className="stack">
            <UploadForm onTaken={() => void ask()} />
            <ul className="plain-list">
              {shown.map((upload) => (
                <li key={upload.id}>
                  <UploadCard upload={upload} />
                </li>
              ))}
            </ul>
            {earlier.length > 0 && (
              <details className="ds-details">
                <summary>{t('upload.earlier')}</summary>
                <ul className="plain-list details-content">
                  {earlier.map((upload) => (
                    <li key={upload.id}>
                      <UploadCard upload={upload} />
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </div>
        );
      }}
    </Answered>
  );
}

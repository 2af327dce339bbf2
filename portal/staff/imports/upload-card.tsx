import { Alert, Button, Card, Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { Refused } from '../../components/refused.tsx';
import { DiscardUploadedRoster, ImportUploadedRoster } from '../../graph/operations.generated.ts';
import type { RosterUploadState, RosterUploadsQuery } from '../../graph/types.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { CheckField } from '../form/fields.tsx';
import { useFormDeed } from '../form/use-form.ts';
import { useName } from '../pupil-name.ts';
import { Changes } from './changes.tsx';
import { FindingsOfKind } from './finding-table.tsx';

export type Upload = RosterUploadsQuery['rosterUploads'][number];

const colours: Partial<Record<RosterUploadState, 'success' | 'danger' | 'info'>> = {
  IMPORTED: 'success',
  REFUSED: 'danger',
  CHECKING: 'info',
  IMPORTING: 'info',
};

/** An uploaded roster: how far it has come, what it would change, and the word that is asked for. */
export function UploadCard({ upload }: { upload: Upload }) {
  const { t, moment } = useSpeech();
  const nameOf = useName();
  const { fileName, state, uploadedAt, uploadedBy, source, format, counts, findingCounts, findings, reason } = upload;
  const total = findingCounts.reduce((sum, { count }) => sum + count, 0);
  const isLookedThrough = state === 'CHECKED' || state === 'REFUSED';
  return (
    <Card>
      <div className="stack tight">
        <div className="row">
          <Heading level={3} data-size="2xs" className="written">
            {fileName}
          </Heading>
          <Tag data-color={colours[state] ?? 'warning'}>{t(`upload.${state}`)}</Tag>
          <span className="subtle">
            {[moment(uploadedAt), uploadedBy && nameOf(uploadedBy), source, format].filter(Boolean).join(' · ')}
          </span>
        </div>
        <Paragraph role="status">{t(`upload.what.${state}`)}</Paragraph>
        <UnderWay upload={upload} />
        {reason && (
          <Paragraph className="written" lang="en">
            {reason}
          </Paragraph>
        )}
        {state === 'CHECKED' && <Changes counts={counts} />}
        {isLookedThrough && <Paragraph>{t('imports.findings', { count: total })}</Paragraph>}
        {isLookedThrough &&
          findingCounts.map(({ kind, count }) => (
            <FindingsOfKind key={kind} kind={kind} count={count} of={findings.filter((one) => one.kind === kind)} />
          ))}
        {state === 'CHECKED' && <Decide upload={upload} />}
      </div>
    </Card>
  );
}

function UnderWay({ upload: { state, waits, bytes, bytesRead } }: { upload: Upload }) {
  const { t } = useSpeech();
  if (state !== 'CHECKING' && state !== 'IMPORTING') return null;
  if (waits) return <Paragraph>{t('upload.waits')}</Paragraph>;
  // Of a packed file nobody can tell how far it has come.
  return bytesRead > 0 ? (
    <progress aria-label={t('upload.progress')} max={bytes} value={bytesRead} />
  ) : (
    <progress aria-label={t('upload.progress')} />
  );
}

function Decide({ upload: { id: uploadId, removals } }: { upload: Upload }) {
  const { t, number } = useSpeech();
  const [acceptRemovals, setAccept] = useState(false);
  const taking = useFormDeed(ImportUploadedRoster);
  const discarding = useFormDeed(DiscardUploadedRoster);
  const acting = taking.acting || discarding.acting;
  const stops = removals?.stops === true;
  return (
    <div className="stack tight">
      {stops && (
        <Alert data-color="warning">
          <div className="stack tight">
            <Paragraph>{t('upload.removals', { ended: number(removals.ended), of: number(removals.of) })}</Paragraph>
            <ul className="part-lines">
              {removals.units.map(({ name, ended, of }) => (
                <li key={name}>{t('upload.removalsAt', { name, ended: number(ended), of: number(of) })}</li>
              ))}
            </ul>
            <CheckField label={t('upload.acceptRemovals')} checked={acceptRemovals} onChange={setAccept} />
          </div>
        </Alert>
      )}
      <Refused outcome={taking.outcome} />
      <Refused outcome={discarding.outcome} />
      <div className="row">
        <Button
          disabled={acting || (stops && !acceptRemovals)}
          onClick={() => void taking.send({ uploadId, acceptRemovals })}
        >
          {t('upload.import')}
        </Button>
        <Button variant="secondary" disabled={acting} onClick={() => void discarding.send({ uploadId })}>
          {t('upload.discard')}
        </Button>
      </div>
    </div>
  );
}

import { Button, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { Refused } from '../../components/refused.tsx';
import { ReleasePart } from '../../graph/operations.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useDraft } from '../../session/drafts.ts';
import { CheckField, TextField } from '../form/fields.tsx';
import { useFormDeed } from '../form/use-form.ts';
import type { Move } from './move-page.tsx';

interface ReleaseFormProps {
  readonly transferId: string;
  readonly decision: NonNullable<Move['decisions']>[number];
}

/** A named person lets a part go, or holds it back, and says why. */
export function ReleaseForm({ transferId, decision: { category, thirdPartiesRemoved } }: ReleaseFormProps) {
  const { t } = useSpeech();
  const [reason, setReason] = useDraft(`release-${transferId}-${category}`);
  const [removed, setRemoved] = useState(false);
  const { send, acting, outcome } = useFormDeed(ReleasePart, () => setReason(''));
  const act = (release: boolean) =>
    void send({
      transferId,
      category: category ?? '',
      release,
      reason: reason.trim(),
      thirdPartiesRemoved: removed,
    });
  const isReady = !acting && reason.trim() !== '';
  return (
    <div className="stack tight release">
      <Paragraph>{t('release.what')}</Paragraph>
      <TextField label={t('move.reason')} value={reason} onChange={setReason} lines={2} />
      {thirdPartiesRemoved && <CheckField label={t('release.removed')} checked={removed} onChange={setRemoved} />}
      <Refused outcome={outcome} />
      <div className="row">
        <Button disabled={!isReady} onClick={() => act(true)}>
          {t('release.go')}
        </Button>
        <Button variant="secondary" disabled={!isReady} onClick={() => act(false)}>
          {t('release.hold')}
        </Button>
      </div>
    </div>
  );
}

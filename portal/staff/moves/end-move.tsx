import { CancelMove, ReportNeverStarted } from '../../graph/operations.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { ReasonForm } from '../form/reason-form.tsx';
import type { Move } from './move-page.tsx';

/** What ends a move before its time: folded away, for it is seldom meant. */
export function EndMove({ move }: { move: Move }) {
  const { t } = useSpeech();
  const hasCome = (move.batches ?? []).some(({ receipt }) => receipt);
  return (
    <>
      {move.open && (
        <details className="ds-details">
          <summary>{t('end.cancelTitle')}</summary>
          <div className="details-content">
            <ReasonForm
              name="cancel"
              operation={CancelMove}
              transferId={move.id}
              what={t('end.cancelWhat')}
              button={t('end.cancel')}
              danger
            />
          </div>
        </details>
      )}
      {move.side === 'RECEIVER' && hasCome && (
        <details className="ds-details">
          <summary>{t('end.neverTitle')}</summary>
          <div className="details-content">
            <ReasonForm
              name="never-started"
              operation={ReportNeverStarted}
              transferId={move.id}
              what={t('end.neverWhat')}
              button={t('end.never')}
              danger
            />
          </div>
        </details>
      )}
    </>
  );
}

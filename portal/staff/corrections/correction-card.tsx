import { Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import { AnswerCorrection } from '../../graph/operations.generated.ts';
import type { CorrectionRequestsQuery } from '../../graph/types.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { WordsForm } from '../form/words-form.tsx';
import { useName } from '../pupil-name.ts';
import { CorrectedForm } from './corrected-form.tsx';

export type Correction = CorrectionRequestsQuery['correctionRequests']['edges'][number]['node'];
/** The list is asked for anew when one of it is answered. */
export const changes = ['CorrectionConnection', 'Correction'];

/** What is said to be wrong, of whom and in which category, and the two ways to answer. */
export function CorrectionCard({ correction }: { correction: Correction }) {
  const { t, moment } = useSpeech();
  const nameOf = useName();
  const { id, category, label, wrong, right, askedAt, answerBy, fromController, pupil } = correction;
  return (
    <Card>
      <div className="stack tight">
        <Heading level={2} data-size="2xs">
          {pupil ? nameOf(pupil) : t('staff.nameless')}
        </Heading>
        <Paragraph>{label ?? category}</Paragraph>
        <Paragraph className="subtle">
          {askedAt && t('corrections.asked', { date: moment(askedAt, 'short') })}{' '}
          {answerBy && t('move.until', { date: moment(answerBy, 'short') })}
        </Paragraph>
        {fromController && <Paragraph>{t('corrections.from')}</Paragraph>}
        <dl className="facts">
          <dt>{t('corrections.wrong')}</dt>
          <dd className="written">{wrong}</dd>
          <dt>{t('corrections.right')}</dt>
          <dd className="written">{right}</dd>
        </dl>
        <details className="ds-details">
          <summary>{t('corrections.correct')}</summary>
          <div className="details-content">
            <CorrectedForm correction={correction} />
          </div>
        </details>
        <details className="ds-details">
          <summary>{t('corrections.refuse')}</summary>
          <div className="details-content">
            <WordsForm
              name={`refuse-correction-${id}`}
              operation={AnswerCorrection}
              inputOf={(answer) => ({ correctionId: id, outcome: 'REFUSED' as const, answer })}
              what={t('corrections.refuseWhat')}
              button={t('corrections.refuse')}
              changes={changes}
              danger
            />
          </div>
        </details>
      </div>
    </Card>
  );
}

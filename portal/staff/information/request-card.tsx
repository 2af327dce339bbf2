import { Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import { RefuseInformationRequest } from '../../graph/operations.generated.ts';
import type { InformationRequestsQuery } from '../../graph/types.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { WordsForm } from '../form/words-form.tsx';
import { useName } from '../pupil-name.ts';
import { AnswerForm } from './answer-form.tsx';

export type Request = InformationRequestsQuery['informationRequests']['edges'][number]['node'];
/** The list is asked for anew when one of it is answered. */
export const changes = ['InformationRequestConnection', 'InformationRequest'];

/** Who asks what about whom and until when, and the two ways to answer; neither where the parent must not learn of the child here. */
export function RequestCard({ request }: { request: Request }) {
  const { t, moment } = useSpeech();
  const nameOf = useName();
  const { id, askedBy, question, askedAt, dueAt, mayBeGiven, pupil } = request;
  const answerable = (mayBeGiven ?? []).length > 0;
  return (
    <Card>
      <div className="stack tight">
        <Heading level={2} data-size="2xs">
          {pupil ? nameOf(pupil) : t('staff.nameless')}
        </Heading>
        <Paragraph className="subtle">
          {t('requests.asks', { name: askedBy ?? t('staff.nameless'), date: askedAt ? moment(askedAt, 'short') : '' })}{' '}
          {dueAt && t('move.until', { date: moment(dueAt, 'short') })}
        </Paragraph>
        <Paragraph className="written">{question}</Paragraph>
        {!answerable && <Paragraph>{t('requests.mustNot')}</Paragraph>}
        {answerable && (
          <>
            <details className="ds-details">
              <summary>{t('requests.answer')}</summary>
              <div className="details-content">
                <AnswerForm request={request} />
              </div>
            </details>
            <details className="ds-details">
              <summary>{t('requests.refuse')}</summary>
              <div className="details-content">
                <WordsForm
                  name={`refuse-${id}`}
                  operation={RefuseInformationRequest}
                  inputOf={(reason) => ({ requestId: id, reason })}
                  what={t('requests.refuseWhat')}
                  button={t('requests.refuse')}
                  changes={changes}
                  danger
                />
              </div>
            </details>
          </>
        )}
      </div>
    </Card>
  );
}

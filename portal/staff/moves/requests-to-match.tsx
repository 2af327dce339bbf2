import { Card, Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { Link as RouterLink } from 'react-router';
import { DismissRequest, RequestsToMatch } from '../../graph/operations.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { ReasonForm } from '../form/reason-form.tsx';
import { useName } from '../pupil-name.ts';

/** Requests and offers that no child was surely found for. It is there for those who may match alone: others are shown nothing. */
export function RequestsToMatchSection() {
  const { t, date, moment } = useSpeech();
  const nameOf = useName();
  const answer = useAnswer(RequestsToMatch, {});
  if (answer.state !== 'ready') return null;
  const requests = answer.data.requestsToMatch.edges.map(({ node }) => node);
  if (requests.length === 0) return null;
  return (
    <section className="stack tight" aria-labelledby="to-match">
      <Heading level={2} data-size="sm" id="to-match">
        {t('match.title', { count: requests.length })}
      </Heading>
      <ul className="plain-list">
        {requests.map((request) => (
          <li key={request.id}>
            <Card>
              <div className="stack tight">
                <Paragraph>
                  {t(request.offered ? 'match.offers' : 'match.asks', {
                    name: request.counterpart?.name ?? '',
                    child: nameOf(request),
                    born: request.birthDate ? date(request.birthDate, 'long') : '–',
                    date: request.receivedAt ? moment(request.receivedAt, 'short') : '',
                  })}
                </Paragraph>
                <Paragraph>
                  <Link asChild>
                    <RouterLink to={`/ansatt/flyttinger/koble/${request.id}`}>{t('match.find')}</RouterLink>
                  </Link>
                </Paragraph>
                <details className="ds-details">
                  <summary>{t('match.dismissTitle')}</summary>
                  <ReasonForm
                    name="dismiss"
                    operation={DismissRequest}
                    transferId={request.id}
                    what={t('match.dismissWhat')}
                    button={t('match.dismiss')}
                  />
                </details>
              </div>
            </Card>
          </li>
        ))}
      </ul>
    </section>
  );
}

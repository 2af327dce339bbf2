import { Card, Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { Link as RouterLink } from 'react-router';
import { ReviewUnusualLookUp } from '../../graph/operations.generated.ts';
import type { LookUpToFollowUpFragment } from '../../graph/types.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { WordsForm } from '../form/words-form.tsx';
import { useName } from '../pupil-name.ts';

/** Who stood out, by what, and of which children as far as the reader may know; and the words of whoever followed it up. */
export function LookUpCard({ lookUp }: { lookUp: LookUpToFollowUpFragment }) {
  const { t, date, moment, number } = useSpeech();
  const nameOf = useName();
  const { id, kind, day, employee, children, times, pupils, notedAt, reviewedAt, reviewedBy, finding } = lookUp;
  return (
    <Card>
      <div className="stack tight">
        <Heading level={3} data-size="2xs">
          {employee ? nameOf(employee) : t('staff.nameless')}
        </Heading>
        <Paragraph>
          {t(`lookUps.kind.${kind}`, {
            date: date(day, 'long'),
            children: number(children ?? 0),
            times: number(times ?? 0),
          })}
        </Paragraph>
        {notedAt && <Paragraph className="subtle">{t('lookUps.noted', { date: moment(notedAt, 'short') })}</Paragraph>}
        {pupils.length > 0 && (
          <details className="ds-details">
            <summary>{t('lookUps.pupils', { count: pupils.length })}</summary>
            <ul className="details-content plain-row">
              {pupils.map((pupil) => (
                <li key={pupil.id}>
                  <Link asChild>
                    <RouterLink to={`/ansatt/elever/${pupil.id}`}>{nameOf(pupil)}</RouterLink>
                  </Link>
                </li>
              ))}
            </ul>
          </details>
        )}
        {reviewedAt ? (
          <Paragraph className="written">
            {t('lookUps.foundBy', {
              name: reviewedBy ? nameOf(reviewedBy) : t('staff.nameless'),
              date: moment(reviewedAt, 'short'),
              finding: finding ?? '',
            })}
          </Paragraph>
        ) : (
          <details className="ds-details">
            <summary>{t('lookUps.review')}</summary>
            <div className="details-content">
              <WordsForm
                name={`review-look-up-${id}`}
                operation={ReviewUnusualLookUp}
                inputOf={(words) => ({ lookUpId: id, finding: words })}
                what={t('lookUps.reviewWhat')}
                label={t('opening.finding')}
                button={t('lookUps.reviewDone')}
              />
            </div>
          </details>
        )}
      </div>
    </Card>
  );
}

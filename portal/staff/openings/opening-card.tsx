import { Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import { ReviewOpening } from '../../graph/operations.generated.ts';
import type { OpeningForLeaderFragment } from '../../graph/types.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { WordsForm } from '../form/words-form.tsx';
import { useName } from '../pupil-name.ts';
import { ExemptForm } from './exempt-form.tsx';
import { useCategoryName } from './use-category-name.ts';

interface OpeningCardProps {
  readonly opening: OpeningForLeaderFragment;
  readonly viewer: { readonly id: string; readonly mayExempt: boolean };
}
type Person = { readonly givenName: string | null; readonly familyName: string | null } | null;

/** Who opened what of whom, why and until when; what a leader found, and whether the family reads of it. */
export function OpeningCard({ opening, viewer }: OpeningCardProps) {
  const { t, date, moment } = useSpeech();
  const nameOf = useName();
  const categoryName = useCategoryName();
  const { id, pupil, employee, categories, reason, openedAt, validTo, reviewBy, reviewedAt } = opening;
  const named = (person: Person) => (person ? nameOf(person) : t('staff.nameless'));
  const isOwn = employee?.id === viewer.id;
  return (
    <Card>
      <div className="stack tight">
        <Heading level={3} data-size="2xs">
          {named(pupil)}
        </Heading>
        <Paragraph className="subtle">
          {t('opening.by', {
            name: named(employee),
            date: openedAt ? moment(openedAt, 'date-time') : '',
            until: validTo ? date(validTo, 'short') : '',
          })}
        </Paragraph>
        <Paragraph>
          {t('opening.categories', { categories: (categories ?? []).map(categoryName).join(', ') })}
        </Paragraph>
        <Paragraph className="written">{t('opening.reason', { reason: reason ?? '' })}</Paragraph>
        <Paragraph className="written">
          {reviewedAt
            ? t('opening.foundBy', {
                name: named(opening.reviewedBy),
                date: moment(reviewedAt, 'short'),
                finding: opening.finding ?? '',
              })
            : reviewBy && t('opening.reviewBy', { date: date(reviewBy, 'short') })}
        </Paragraph>
        {opening.exemptTo && (
          <Paragraph className="written">
            {t('opening.exempted', {
              date: date(opening.exemptTo, 'short'),
              name: named(opening.exemptBy),
              reason: opening.exemptReason ?? '',
            })}{' '}
            {opening.exemptLetter && t(`opening.letter.${opening.exemptLetter}`)}
          </Paragraph>
        )}
        {isOwn && <Paragraph>{t('opening.own')}</Paragraph>}
        {!isOwn && pupil && !reviewedAt && (
          <details className="ds-details">
            <summary>{t('opening.review')}</summary>
            <div className="details-content">
              <WordsForm
                name={`review-opening-${id}`}
                operation={ReviewOpening}
                inputOf={(finding) => ({ childId: pupil.id, openingId: id, finding })}
                what={t('opening.reviewWhat')}
                label={t('opening.finding')}
                button={t('opening.reviewDone')}
              />
            </div>
          </details>
        )}
        {!isOwn && pupil && viewer.mayExempt && (
          <details className="ds-details">
            <summary>{t('opening.exempt')}</summary>
            <div className="details-content">
              <ExemptForm openingId={id} childId={pupil.id} />
            </div>
          </details>
        )}
      </div>
    </Card>
  );
}

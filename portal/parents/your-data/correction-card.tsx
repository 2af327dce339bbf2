import { Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import type { YourDataQuery } from '../../graph/types.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { CorrectionForm } from './correction-form.tsx';

type Asked = NonNullable<NonNullable<YourDataQuery['pupil']>['corrections']>[number];

interface CorrectionCardProps {
  readonly childId: string;
  readonly corrections: readonly Asked[];
  readonly activities: YourDataQuery['processing'];
}

/** What the family has asked to have corrected (GDPR art. 16), with the answers, and the form to ask. */
export function CorrectionCard({ childId, corrections, activities }: CorrectionCardProps) {
  const { t } = useSpeech();
  return (
    <Card>
      <div className="stack tight">
        <Heading level={2} data-size="xs">
          {t('yourData.correct.title')}
        </Heading>
        <Paragraph>{t('yourData.correct.what')}</Paragraph>
        <ul className="plain-list">
          {corrections.map((one) => (
            <li key={one.id} className="ruled">
              <AskedLine asked={one} />
            </li>
          ))}
        </ul>
        <CorrectionForm childId={childId} activities={activities} />
      </div>
    </Card>
  );
}

function AskedLine({ asked }: { asked: Asked }) {
  const { t, moment } = useSpeech();
  const { label, category, wrong, right, askedAt, answerBy, outcome } = asked;
  return (
    <div className="stack tight">
      <Heading level={3} data-size="2xs">
        {label ?? category}
      </Heading>
      <Paragraph className="subtle">
        {t('yourData.correct.asked', { date: askedAt ? moment(askedAt, 'long') : '' })}
      </Paragraph>
      <dl className="facts">
        <dt>{t('yourData.correct.wrong')}</dt>
        <dd className="written">{wrong}</dd>
        <dt>{t('yourData.correct.right')}</dt>
        <dd className="written">{right}</dd>
      </dl>
      {outcome ? (
        <AnswerLines asked={asked} />
      ) : (
        <Paragraph>{t('yourData.correct.waits', { date: answerBy ? moment(answerBy, 'long') : '' })}</Paragraph>
      )}
    </div>
  );
}

/** The answer; of a refusal where to complain, of a correction who else is told (GDPR art. 12 (4), 19). */
function AnswerLines({ asked: { outcome, answer, correctedTo, complaint, receivers } }: { asked: Asked }) {
  const { t } = useSpeech();
  return (
    <>
      <Paragraph>{t(outcome === 'CORRECTED' ? 'yourData.correct.corrected' : 'yourData.correct.refused')}</Paragraph>
      <Paragraph className="written">{answer}</Paragraph>
      {correctedTo && (
        <Paragraph className="written">
          {t('yourData.correct.now')} {correctedTo}
        </Paragraph>
      )}
      {complaint && <Paragraph>{complaint}</Paragraph>}
      {(receivers ?? []).map(({ organisationNumber, name, told }) => (
        <Paragraph key={organisationNumber}>
          {t(told === 'TOLD' ? 'yourData.correct.told' : 'yourData.correct.telling', {
            name: name ?? organisationNumber ?? '',
          })}
        </Paragraph>
      ))}
    </>
  );
}

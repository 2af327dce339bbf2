import { Card, Details, Heading, Paragraph } from '@digdir/designsystemet-react';
import type { YourDataQuery } from '../../graph/types.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';

type Activities = YourDataQuery['processing'];

/** What is held of children, why, by which law, who may see it and for how long (GDPR art. 13, 14), activity by activity. */
export function Processing({ activities }: { activities: Activities }) {
  const { t } = useSpeech();
  return (
    <Card>
      <div className="stack tight">
        <Heading level={2} data-size="xs">
          {t('yourData.processing.title')}
        </Heading>
        <Paragraph>{t('yourData.processing.what')}</Paragraph>
        {activities.map(({ purpose, label, data }) => (
          <Details key={purpose}>
            <Details.Summary>{label}</Details.Summary>
            <Details.Content>
              {data.map((one) => (
                <ProcessedData key={one.category} data={one} />
              ))}
            </Details.Content>
          </Details>
        ))}
        <Paragraph>{t('yourData.processing.sources')}</Paragraph>
      </div>
    </Card>
  );
}

function ProcessedData({ data }: { data: Activities[number]['data'][number] }) {
  const { t } = useSpeech();
  const { label, special, legalBasis, seenBy, recipients, retention } = data;
  return (
    <section>
      <Heading level={3} data-size="2xs">
        {special ? t('yourData.processing.special', { label }) : label}
      </Heading>
      <dl className="facts">
        <dt>{t('move.law')}</dt>
        <dd>{legalBasis}</dd>
        <dt>{t('yourData.processing.seenBy')}</dt>
        <dd>{seenBy.join(', ')}</dd>
        <dt>{t('yourData.processing.given')}</dt>
        <dd>{recipients.length === 0 ? t('yourData.processing.nobody') : recipients.join(', ')}</dd>
        <dt>{t('yourData.processing.kept')}</dt>
        <dd>{retention}</dd>
      </dl>
    </section>
  );
}

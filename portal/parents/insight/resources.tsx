import { Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import type { InsightQuery } from '../../graph/types.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';

type Resources = NonNullable<InsightQuery['pupil']>['resources'];

/** The digital resources of the class: what they are, whether they learn anything of the child, and who answers for them. */
export function ClassResources({ resources }: { resources: Resources }) {
  const { t } = useSpeech();
  const found = resources?.edges ?? [];
  return (
    <Card>
      <section className="stack tight">
        <Heading level={2} data-size="xs">
          {t('insight.resources.title')}
        </Heading>
        {found.length === 0 && <Paragraph>{t('insight.resources.none')}</Paragraph>}
        <ul className="plain-list">
          {found.map(({ node: { id, title, summary, supplier, processesPersonalData } }) => (
            <li key={id} className="ruled">
              <Paragraph>
                <strong>{title}</strong> ({supplier.name})
              </Paragraph>
              <Paragraph>{summary}</Paragraph>
              <Paragraph data-size="sm">
                {t(processesPersonalData ? 'insight.resources.learns' : 'insight.resources.learnsNothing')}
              </Paragraph>
            </li>
          ))}
        </ul>
      </section>
    </Card>
  );
}

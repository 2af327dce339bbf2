import { Heading, Paragraph } from '@digdir/designsystemet-react';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { SchoolAccess } from '../../graph/operations.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { SystemCard } from './system-card.tsx';

/** Which systems may see the pupils of one's schools, what for, who let them, and the way to let them in and shut them out. */
export function AccessPage() {
  const { t } = useSpeech();
  const answer = useAnswer(SchoolAccess, {});
  return (
    <Answered answer={answer}>
      {({ me }) => {
        const schools = me?.schools ?? [];
        return (
          <Page title={t('access.title')}>
            <Paragraph>{t('access.what')}</Paragraph>
            {schools.length === 0 && <Paragraph>{t('staff.noPost')}</Paragraph>}
            {schools.map(({ id, name, systems }) => (
              <section key={id} className="stack tight">
                <Heading level={2} data-size="xs">
                  {name}
                </Heading>
                {systems.length === 0 && <Paragraph className="subtle">{t('access.none')}</Paragraph>}
                <ul className="plain-list">
                  {systems.map((system) => (
                    <li key={system.clientId}>
                      <SystemCard unitId={id} system={system} />
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </Page>
        );
      }}
    </Answered>
  );
}

import { Paragraph } from '@digdir/designsystemet-react';
import { Page } from '../app/page.tsx';
import { Answered } from '../components/answered.tsx';
import { StaffStart } from '../graph/operations.generated.ts';
import { useAnswer } from '../graph/use-answer.ts';
import { useSpeech } from '../language/language-context.tsx';

/** Where one works. */
export function StaffStartPage() {
  const { t } = useSpeech();
  const answer = useAnswer(StaffStart, {});
  return (
    <Answered answer={answer}>
      {({ me }) => (
        <Page title={t('staff.title')}>
          {me?.schools.length ? (
            <ul>
              {me.schools.map(({ id, name }) => (
                <li key={id}>{name}</li>
              ))}
            </ul>
          ) : (
            <Paragraph>{t('staff.noPost')}</Paragraph>
          )}
        </Page>
      )}
    </Answered>
  );
}

import { Paragraph } from '@digdir/designsystemet-react';
import { useParams } from 'react-router';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { ClassDay } from '../../graph/operations.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { AbsenceForm } from './absence-form.tsx';

/** A class, and who of it is away. */
export function ClassPage() {
  const { t } = useSpeech();
  const { id = '' } = useParams();
  const answer = useAnswer(ClassDay, { id });
  return (
    <Answered answer={answer}>
      {({ group }) => {
        const pupils = (group?.pupils.edges ?? []).flatMap(({ node }) => node ?? []);
        return (
          <Page
            title={group ? `${group.name}, ${group.unit?.name ?? ''}` : t('groups.unknown')}
            back={{ to: '/ansatt/grupper', label: t('groups.title') }}
          >
            {pupils.length === 0 ? <Paragraph>{t('groups.nobody')}</Paragraph> : <AbsenceForm pupils={pupils} />}
          </Page>
        );
      }}
    </Answered>
  );
}

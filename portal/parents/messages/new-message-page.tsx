import { Alert, Button, Fieldset, Paragraph, ValidationMessage } from '@digdir/designsystemet-react';
import { type FormEvent, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { NotFoundPage } from '../../app/not-found-page.tsx';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { Choice } from '../../components/choice.tsx';
import { LabelledInput } from '../../components/labelled-input.tsx';
import { LabelledText } from '../../components/labelled-text.tsx';
import { Refused } from '../../components/refused.tsx';
import { SendMessage, WhoCanBeWrittenTo } from '../../graph/operations.generated.ts';
import type { WhoCanBeWrittenToQuery } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { type Outcome, useDeed } from '../../graph/use-deed.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useDraft } from '../../session/drafts.ts';
import { longestText } from './reply-form.tsx';
import { teachersOf } from './teachers.ts';

/** A new thread about a child, to those who teach it. */
export function NewMessagePage() {
  const { childId = '' } = useParams();
  const { t } = useSpeech();
  const answer = useAnswer(WhoCanBeWrittenTo, { childId });
  return (
    <Answered answer={answer}>
      {({ pupil }) =>
        pupil ? (
          <Page
            title={t('messages.newTitle', { name: pupil.givenName ?? t('home.unnamedChild') })}
            back={{ to: '/meldinger', label: t('messages.title') }}
          >
            <NewMessageForm child={pupil} />
          </Page>
        ) : (
          <NotFoundPage />
        )
      }
    </Answered>
  );
}

function NewMessageForm({ child }: { child: NonNullable<WhoCanBeWrittenToQuery['pupil']> }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const teachers = teachersOf(child.teachers ?? []);
  const [to, setTo] = useState<readonly string[]>(teachers.filter(({ contact }) => contact).map(({ id }) => id));
  const [subject, setSubject] = useDraft(`subject:${child.id}`);
  const [text, setText] = useDraft(`message:${child.id}`);
  const [missing, setMissing] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const { act, acting } = useDeed(SendMessage);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(to.length === 0);
    if (to.length === 0) return;
    const unitId = child.units?.[0]?.id;
    const done = await act({
      childId: child.id,
      subject,
      text,
      to,
      caseDocument: false,
      ...(unitId ? { unitId } : {}),
    });
    setOutcome(done);
    if (done.state !== 'done') return;
    setSubject('');
    setText('');
    const thread = done.data.sendMessage.thread?.id;
    void navigate(thread ? `/meldinger/${thread}` : '/meldinger');
  };
  if (teachers.length === 0) return <Alert data-color="info">{t('messages.nobody')}</Alert>;
  const readers = teachers.filter((teacher) => to.includes(teacher.id)).map(({ name }) => name);
  return (
    <form className="stack" onSubmit={(event) => void send(event)}>
      <Fieldset>
        <Fieldset.Legend>{t('messages.to')}</Fieldset.Legend>
        {teachers.map((teacher) => (
          <Choice
            key={teacher.id}
            type="checkbox"
            checked={to.includes(teacher.id)}
            onChange={() =>
              setTo(to.includes(teacher.id) ? to.filter((one) => one !== teacher.id) : [...to, teacher.id])
            }
          >
            {teacher.name}
            {teacher.contact ? ` (${t('messages.contactTeacher')})` : teacher.groups && ` (${teacher.groups})`}
          </Choice>
        ))}
      </Fieldset>
      <LabelledInput label={t('messages.subject')} required maxLength={200} value={subject} onChange={setSubject} />
      <LabelledText
        label={t('messages.text')}
        rows={8}
        required
        maxLength={longestText}
        value={text}
        onChange={setText}
      />
      {missing && <ValidationMessage role="alert">{t('messages.chooseSomebody')}</ValidationMessage>}
      {readers.length > 0 && <Paragraph data-size="sm">{t('messages.readBy', { who: readers.join(', ') })}</Paragraph>}
      <Refused outcome={outcome} />
      <div>
        <Button type="submit" loading={acting}>
          {t('messages.send')}
        </Button>
      </div>
    </form>
  );
}

import { Card, Details, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { Answered } from '../../components/answered.tsx';
import { Aims } from '../../graph/operations.generated.ts';
import type { InsightQuery, Level } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';

type Child = NonNullable<InsightQuery['pupil']>;
type Feedback = NonNullable<Child['ongoingAssessments']>[number];

/** What the teachers say, by subject, the newest first; the aims of the curriculum stand behind it. */
export function SubjectFeedback({ child }: { child: Child }) {
  const { t } = useSpeech();
  const bySubject = Map.groupBy(child.ongoingAssessments ?? [], ({ subject }) => subject ?? '');
  return (
    <Card>
      <section className="stack" id="fag">
        <Heading level={2} data-size="xs">
          {t('insight.subjects.title')}
        </Heading>
        {bySubject.size === 0 && <Paragraph>{t('insight.subjects.none')}</Paragraph>}
        {[...bySubject].map(([subject, feedback]) => (
          <Subject key={subject} subject={subject} feedback={feedback} level={child.level} />
        ))}
        <Marks child={child} />
      </section>
    </Card>
  );
}

interface SubjectProps {
  readonly subject: string;
  readonly feedback: readonly Feedback[];
  readonly level: number | null;
}

function Subject({ subject, feedback, level }: SubjectProps) {
  const { t, date } = useSpeech();
  const [opened, setOpened] = useState(false);
  const code = feedback[0]?.subjectCode;
  return (
    <div className="stack tight">
      <Heading level={3} data-size="2xs">
        {subject}
      </Heading>
      {feedback.map(({ id, feedback: words, mark, assessedOn }) => (
        <div key={id}>
          <Paragraph className="written">{words}</Paragraph>
          <Paragraph data-size="sm" className="subtle">
            {[mark && t('insight.subjects.mark', { mark }), assessedOn && date(assessedOn)].filter(Boolean).join(' · ')}
          </Paragraph>
        </div>
      ))}
      {code && level !== null && (
        <Details onToggle={() => setOpened(true)}>
          <Details.Summary>{t('insight.subjects.what', { subject })}</Details.Summary>
          <Details.Content>{opened && <SubjectAims code={code} level={level} />}</Details.Content>
        </Details>
      )}
    </div>
  );
}

const grepLanguages = { nb: 'nob', nn: 'nno', se: 'sme', en: 'eng' } as const;
const lastOfCompulsorySchool = 10;
const levelOf = (year: number): Level =>
  (year > lastOfCompulsorySchool ? `VG${year - lastOfCompulsorySchool}` : `YEAR_${year}`) as Level;

function SubjectAims({ code, level }: { code: string; level: number }) {
  const { t, language } = useSpeech();
  const answer = useAnswer(Aims, { subjectCode: code, level: levelOf(level), language: grepLanguages[language] });
  return (
    <Answered answer={answer} skeleton={<Paragraph>{t('frame.loading')}</Paragraph>}>
      {({ competenceAims: aims }) =>
        aims.length === 0 ? (
          <Paragraph>{t('insight.subjects.noAims')}</Paragraph>
        ) : (
          <>
            <Paragraph>{t('insight.subjects.aims')}</Paragraph>
            <ul>
              {aims.map(({ code: aim, title }) => (
                <li key={aim}>{title}</li>
              ))}
            </ul>
          </>
        )
      }
    </Answered>
  );
}

/** Marks as they were given, without a sum, an average or a curve. */
function Marks({ child }: { child: Child }) {
  const { t, date } = useSpeech();
  const marks = [...(child.finalAssessments ?? []), ...(child.halfYearMarksYear10 ?? [])];
  if (marks.length === 0) return null;
  return (
    <div className="stack tight">
      <Heading level={3} data-size="2xs">
        {t('insight.subjects.marks')}
      </Heading>
      <ul>
        {marks.map(({ id, subject, mark, assessedOn }) => (
          <li key={id}>
            {subject}: {mark} {assessedOn && `(${date(assessedOn)})`}
          </li>
        ))}
      </ul>
    </div>
  );
}

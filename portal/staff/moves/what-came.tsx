import { Alert, Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import { Answered } from '../../components/answered.tsx';
import { WhatCame } from '../../graph/operations.generated.ts';
import type { WhatCameQuery } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { ownLines } from './own-lines.ts';
import { receivedLines } from './received-lines.ts';

type Pupil = NonNullable<WhatCameQuery['pupil']>;
type Received = NonNullable<Pupil['receivedRecords']>[number];

/** What has come from the other controller, each category beside what we have of it ourselves. */
export function WhatCameSection({ childId }: { childId: string }) {
  const { t } = useSpeech();
  const answer = useAnswer(WhatCame, { childId });
  return (
    <section className="stack tight" aria-labelledby="came">
      <Heading level={2} data-size="sm" id="came">
        {t('came.title')}
      </Heading>
      <Answered answer={answer}>
        {({ pupil }) => (
          <ul className="plain-list">
            {(pupil?.receivedRecords ?? []).map((record) => (
              <li key={record.id}>{pupil && <Beside record={record} pupil={pupil} />}</li>
            ))}
          </ul>
        )}
      </Answered>
    </section>
  );
}

function Beside({ record, pupil }: { record: Received; pupil: Pupil }) {
  const { t, has, moment, date } = useSpeech();
  const key = `category.${record.category}`;
  const day = (text: string) => date(text, 'short');
  return (
    <Card>
      <div className="stack tight">
        <Heading level={3} data-size="2xs">
          {has(key) ? t(key) : record.category}
        </Heading>
        <Paragraph className="subtle">
          {t('came.from', {
            name: record.senderName ?? '',
            date: record.receivedAt ? moment(record.receivedAt, 'short') : '',
            citation: record.legalBasis ?? '',
          })}
        </Paragraph>
        {record.asHistory && <Paragraph>{t('came.history')}</Paragraph>}
        <div className="side-by-side">
          <Lines title={t('came.came')} lines={record.content === null ? null : receivedLines(record.content, day)} />
          <Lines title={t('came.ours')} lines={ownLines(record.category ?? '', pupil, day)} />
        </div>
      </div>
    </Card>
  );
}

/** Null where it is not for the reader. */
function Lines({ title, lines }: { title: string; lines: readonly string[] | null }) {
  const { t } = useSpeech();
  return (
    <div>
      <Heading level={4} data-size="2xs">
        {title}
      </Heading>
      {lines === null && (
        <Alert data-color="info">
          <Paragraph>{t('came.closed')}</Paragraph>
        </Alert>
      )}
      {lines?.length === 0 && <Paragraph className="subtle">{t('came.nothing')}</Paragraph>}
      {lines && lines.length > 0 && (
        <ul>
          {[...new Set(lines)].map((line) => (
            <li key={line} className="written">
              {line}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

import { Paragraph } from '@digdir/designsystemet-react';
import { useSpeech } from '../../language/language-context.tsx';
import { useName } from '../pupil-name.ts';
import type { Move } from './move-page.tsx';

type Happened = NonNullable<Move['timeline']>[number];
/** Steps of the hub's own that tell a person nothing; they are in the log. */
const untold: ReadonlySet<string | null> = new Set([
  'GradingKnown',
  'PartsWanted',
  'PartSealed',
  'DecisionTold',
  'CancellationTold',
]);

/** What has happened, oldest first, in words; with who, why and by which provision. */
export function Timeline({ move }: { move: Move }) {
  const labels = new Map((move.decisions ?? []).map(({ category, label }) => [category, label]));
  const people = new Map((move.pupil?.rights ?? []).map((right) => [right.personId, right]));
  const told = (move.timeline ?? []).filter(({ type }) => !untold.has(type));
  return (
    <ol className="plain-list timeline">
      {told.map((event) => (
        <li key={[event.at, event.type, event.category, event.answeredBy].join()}>
          <TimelineLine
            event={event}
            label={(event.category && labels.get(event.category)) || null}
            person={event.answeredBy ? people.get(event.answeredBy) : undefined}
          />
        </li>
      ))}
    </ol>
  );
}

interface LineProps {
  readonly event: Happened;
  readonly label: string | null;
  readonly person: { readonly givenName: string | null; readonly familyName: string | null } | undefined;
}

function TimelineLine({ event, label, person }: LineProps) {
  const { t, has, moment, date } = useSpeech();
  const nameOf = useName();
  const { type, at, citation, reason, answer, channel, answeredOn, interpreter, note } = event;
  const key = `event.${type}`;
  const parts = [
    has(key) ? t(key) : type,
    label,
    answer && t(`answer.${answer}`),
    person && nameOf(person),
    channel && t(`channel.${channel}`),
    answeredOn && date(answeredOn, 'short'),
    interpreter && t('timeline.interpreter', { name: interpreter }),
  ].filter(Boolean);
  return (
    <div>
      <Paragraph>
        {at && <span className="subtle">{moment(at)} </span>}
        {parts.join(' · ')}
        {citation && <span className="subtle"> ({citation})</span>}
      </Paragraph>
      {reason && <Paragraph className="written subtle">{reason}</Paragraph>}
      {note && <Paragraph className="written subtle">{note}</Paragraph>}
    </div>
  );
}

import { Tag } from '@digdir/designsystemet-react';
import type { ClassDayQuery } from '../../graph/types.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useName } from '../pupil-name.ts';

type Group = NonNullable<ClassDayQuery['group']>;
export type ClassPupil = NonNullable<Group['pupils']['edges'][number]['node']>;
const hoursInDay = [0, 1, 2, 3, 4, 5, 6, 7];

interface AbsenceRowProps {
  readonly pupil: ClassPupil;
  readonly day: string;
  /** Undefined: present; 0: the whole day. */
  readonly hours: number | undefined;
  readonly mark: (childId: string, hours: number | undefined) => void;
}

/** A child of the class: away or not; what is known of the day already stands beside. */
export function AbsenceRow({ pupil, day, hours, mark }: AbsenceRowProps) {
  const { t, number } = useSpeech();
  const nameOf = useName();
  const name = nameOf(pupil);
  const known = (pupil.absences?.edges ?? [])
    .flatMap(({ node }) => node ?? [])
    .filter(({ kind, startsOn, endsOn }) => kind === 'OCCASION' && (startsOn ?? '') <= day && day <= (endsOn ?? ''));
  const byStaff = known.find(({ reportedByHome }) => !reportedByHome);
  const byHome = known.find(({ reportedByHome }) => reportedByHome);
  const wording = (count: number) => (count === 0 ? t('absence.wholeDay') : t('absence.hours', { count }));
  return (
    <div className="row absence-row">
      <label className="choice grow">
        <input
          type="checkbox"
          className="ds-input"
          value={pupil.id}
          disabled={byStaff !== undefined}
          checked={byStaff !== undefined || hours !== undefined}
          onChange={({ target }) => mark(pupil.id, target.checked ? 0 : undefined)}
        />
        <span>{name}</span>
      </label>
      {byStaff && <Tag>{t('absence.recorded', { how: wording(byStaff.hours ?? 0) })}</Tag>}
      {byHome && <Tag data-color="info">{t('absence.byHome')}</Tag>}
      {hours !== undefined && !byStaff && (
        <select
          className="ds-input"
          aria-label={t('absence.howLong', { name })}
          value={number(hours)}
          onChange={({ target }) => mark(pupil.id, Number(target.value))}
        >
          {hoursInDay.concat(hours > 7 ? [hours] : []).map((count) => (
            <option key={count} value={count}>
              {wording(count)}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

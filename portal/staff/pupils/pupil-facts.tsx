import { useSpeech } from '../../language/language-context.tsx';
import { useName } from '../pupil-name.ts';
import type { FoundPupil } from './pupil-search.tsx';

/** What tells children of the same name apart: when they were born, where they are. */
export function PupilFacts({ pupil }: { pupil: FoundPupil }) {
  const { t, date } = useSpeech();
  const nameOf = useName();
  const facts = [
    pupil.birthDate && date(pupil.birthDate, 'long'),
    ...(pupil.units ?? []).map(({ name }) => name),
    pupil.level && t('pupils.level', { level: pupil.level }),
  ].filter(Boolean);
  return (
    <span className="grow">
      <strong>{nameOf(pupil)}</strong>
      <br />
      <span className="subtle">{facts.join(' · ')}</span>
    </span>
  );
}

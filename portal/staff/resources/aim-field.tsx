import { SubjectAims } from '../../graph/operations.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { SelectField, TextField } from '../form/fields.tsx';
import type { Filter } from './filter-form.tsx';

/** Grep's names of the page's languages (ISO 639-3). */
const grepLanguages = { nb: 'nob', nn: 'nno', se: 'sme', en: 'eng' } as const;

interface AimFieldProps {
  readonly filter: Filter;
  readonly onChange: (code: string) => void;
}

/** One competence aim: chosen by its words among those of a subject and a level, or, before these are chosen, written as its code. */
export function AimField({ filter, onChange }: AimFieldProps) {
  const { t, language } = useSpeech();
  const { subject, level, competenceAim } = filter;
  const answer = useAnswer(
    SubjectAims,
    { subjectCode: subject ?? '', level: level ?? 'YEAR_1', language: grepLanguages[language] },
    { pause: !subject || !level },
  );
  if (!subject || !level)
    return (
      <TextField
        label={t('resources.aim')}
        hint={t('resources.aimHint')}
        value={competenceAim ?? ''}
        onChange={(value) => onChange(value.trim())}
      />
    );
  const aims = answer.state === 'ready' ? answer.data.competenceAims : [];
  return (
    <SelectField
      label={t('resources.aimChosen')}
      value={competenceAim ?? ''}
      choices={[
        { value: '', label: t('resources.any') },
        ...aims.map(({ code, title }) => ({ value: code, label: title })),
      ]}
      onChange={onChange}
    />
  );
}

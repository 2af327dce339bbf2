import { useState } from 'react';
import { everyApprovalStatus, everyLevel } from '../../graph/enum-values.generated.ts';
import { CatalogueSubjects } from '../../graph/operations.generated.ts';
import type { ResourceFilter } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { todayInNorway } from '../../language/dates.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { CheckField, SelectField, TextField } from '../form/fields.tsx';
import { AimField } from './aim-field.tsx';
import { editionLanguages } from './edition-languages.ts';
import { useLevelName } from './use-level-name.ts';

export type Filter = Partial<ResourceFilter>;
/** An agreement that ends within this is to be renewed now. */
const soonDays = 90;

interface FilterFormProps {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

export function FilterForm({ filter, onChange }: FilterFormProps) {
  const { t } = useSpeech();
  const levelName = useLevelName();
  const subjects = useAnswer(CatalogueSubjects, {});
  const any = { value: '', label: t('resources.any') };
  const set = (changes: Filter) => {
    const kept = Object.entries({ ...filter, ...changes }).filter(([, value]) => value !== undefined && value !== '');
    onChange(Object.fromEntries(kept) as Filter);
  };
  return (
    <search className="stack tight">
      <TextField
        label={t('resources.search')}
        type="search"
        value={filter.text ?? ''}
        onChange={(text) => set({ text })}
      />
      <div className="side-by-side">
        <SelectField
          label={t('resources.subject')}
          value={filter.subject ?? ''}
          choices={[
            any,
            ...(subjects.state === 'ready'
              ? subjects.data.subjects.map(({ code, title }) => ({ value: code, label: title }))
              : []),
          ]}
          // An aim is an aim of a subject and a level: with another one it would find nothing.
          onChange={(subject) => set({ subject, competenceAim: undefined })}
        />
        <SelectField
          label={t('resources.level')}
          value={filter.level ?? ''}
          choices={[any, ...everyLevel.map((value) => ({ value, label: levelName(value) }))]}
          onChange={(level) => set({ level: level as Filter['level'], competenceAim: undefined })}
        />
        <AimField filter={filter} onChange={(competenceAim) => set({ competenceAim })} />
        <SelectField
          label={t('resources.language')}
          value={filter.language ?? ''}
          choices={[any, ...editionLanguages.map((value) => ({ value, label: t(`language.${value}`) }))]}
          onChange={(language) => set({ language })}
        />
        <SelectField
          label={t('resources.step')}
          value={filter.status ?? ''}
          choices={[any, ...everyApprovalStatus.map((value) => ({ value, label: t(`resource.${value}`) }))]}
          onChange={(status) => set({ status: status as Filter['status'] })}
        />
        <SelectField
          label={t('resources.universalDesign')}
          value={filter.universalDesign == null ? '' : String(filter.universalDesign)}
          choices={[
            any,
            { value: 'true', label: t('resources.withDeclaration') },
            { value: 'false', label: t('resources.withoutDeclaration') },
          ]}
          onChange={(value) => set({ universalDesign: value === '' ? undefined : value === 'true' })}
        />
        <AgreementField
          before={filter.agreementEndsBefore ?? ''}
          onChange={(agreementEndsBefore) => set({ agreementEndsBefore })}
        />
      </div>
      <CheckField
        label={t('resources.lacksNynorsk')}
        checked={filter.lacksParallelEdition === true}
        onChange={(checked) => set({ lacksParallelEdition: checked || undefined })}
      />
    </search>
  );
}

interface AgreementFieldProps {
  readonly before: string;
  readonly onChange: (before: string | undefined) => void;
}

/** Agreements that are missing or end: soon, or before a day that somebody names. */
function AgreementField({ before, onChange }: AgreementFieldProps) {
  const { t } = useSpeech();
  const [naming, setNaming] = useState(false);
  const soon = new Date(Date.parse(todayInNorway()) + soonDays * 86_400_000).toISOString().slice(0, 10);
  const choose = (value: string) => {
    setNaming(value === 'day');
    if (value === 'day') onChange(before || soon);
    else onChange(value === 'soon' ? soon : undefined);
  };
  return (
    <>
      <SelectField
        label={t('resources.agreementFilter')}
        value={naming ? 'day' : before && 'soon'}
        choices={[
          { value: '', label: t('resources.any') },
          { value: 'soon', label: t('resources.runsOut', { days: soonDays }) },
          { value: 'day', label: t('resources.runsOutBefore') },
        ]}
        onChange={choose}
      />
      {naming && <TextField label={t('resources.before')} type="date" value={before} onChange={onChange} />}
    </>
  );
}

import type { ApprovalStatus, Level, ResourceFilter } from '../../graph/types.generated.ts';
import { todayInNorway } from '../../language/dates.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { CheckField, SelectField, TextField } from '../form/fields.tsx';
import { levels } from './levels.ts';
import { useLevelName } from './use-level-name.ts';

type Filter = Partial<ResourceFilter>;
const languages = ['nb', 'nn', 'se', 'sma', 'smj', 'nsl'] as const;
const steps: readonly ApprovalStatus[] = [
  'PROPOSED',
  'REVIEWED',
  'CHECKED',
  'APPROVED',
  'DISTRIBUTED',
  'REJECTED',
  'WITHDRAWN',
  'EXPIRED',
];
/** An agreement that ends within this is to be renewed now. */
const soonDays = 90;

interface FilterFormProps {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

export function FilterForm({ filter, onChange }: FilterFormProps) {
  const { t } = useSpeech();
  const levelName = useLevelName();
  const any = { value: '', label: t('resources.any') };
  const set = (field: keyof Filter, value: string | boolean | undefined) => {
    const { [field]: _, ...rest } = filter;
    onChange(value === undefined || value === '' ? rest : { ...rest, [field]: value });
  };
  const soon = new Date(Date.parse(todayInNorway()) + soonDays * 86_400_000).toISOString().slice(0, 10);
  return (
    <search className="stack tight">
      <TextField
        label={t('resources.search')}
        type="search"
        value={filter.text ?? ''}
        onChange={(value) => set('text', value)}
      />
      <div className="side-by-side">
        <SelectField
          label={t('resources.level')}
          value={filter.level ?? ''}
          choices={[any, ...levels.map((value) => ({ value, label: levelName(value) }))]}
          onChange={(value) => set('level', value as Level)}
        />
        <SelectField
          label={t('resources.language')}
          value={filter.language ?? ''}
          choices={[any, ...languages.map((value) => ({ value, label: t(`language.${value}`) }))]}
          onChange={(value) => set('language', value)}
        />
        <SelectField
          label={t('resources.step')}
          value={filter.status ?? ''}
          choices={[any, ...steps.map((value) => ({ value, label: t(`resource.${value}`) }))]}
          onChange={(value) => set('status', value as ApprovalStatus)}
        />
        <TextField
          label={t('resources.aim')}
          value={filter.competenceAim ?? ''}
          onChange={(value) => set('competenceAim', value.trim())}
        />
        <TextField
          label={t('resources.curriculum')}
          value={filter.curriculum ?? ''}
          onChange={(value) => set('curriculum', value.trim())}
        />
      </div>
      <CheckField
        label={t('resources.lacksNynorsk')}
        checked={filter.lacksParallelEdition === true}
        onChange={(checked) => set('lacksParallelEdition', checked || undefined)}
      />
      <CheckField
        label={t('resources.runsOut', { days: soonDays })}
        checked={filter.agreementEndsBefore != null}
        onChange={(checked) => set('agreementEndsBefore', checked ? soon : undefined)}
      />
      <CheckField
        label={t('resources.withoutDeclaration')}
        checked={filter.universalDesign === false}
        onChange={(checked) => set('universalDesign', checked ? false : undefined)}
      />
    </search>
  );
}

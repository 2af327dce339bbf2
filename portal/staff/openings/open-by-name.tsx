import { useState } from 'react';
import { useNavigate } from 'react-router';
import { StaffStart } from '../../graph/operations.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { SelectField, TextField } from '../form/fields.tsx';
import { OpenForm } from './open-form.tsx';
import { openable } from './openable.ts';

/** For a child of one's own workplace whom one's role does not know of: named, and never found by searching. */
export function OpenByName() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const answer = useAnswer(StaffStart, {});
  const [unitId, setUnitId] = useState('');
  const [givenName, setGivenName] = useState('');
  const [familyName, setFamilyName] = useState('');
  const [birthDate, setBirthDate] = useState('');
  const schools = answer.state === 'ready' ? (answer.data.me?.schools ?? []) : [];
  if (schools.length === 0) return null;
  const unit = unitId || (schools[0]?.id ?? '');
  const isNamed = givenName.trim() !== '' && familyName.trim() !== '';
  const child = {
    unitId: unit,
    givenName: givenName.trim(),
    familyName: familyName.trim(),
    ...(birthDate ? { birthDate } : {}),
  };
  return (
    <details className="ds-details">
      <summary>{t('opening.byName')}</summary>
      <div className="details-content">
        <OpenForm
          name="by-name"
          child={isNamed ? { child } : undefined}
          categories={openable}
          onOpened={(childId) => void navigate(`/ansatt/elever/${childId}`)}
        >
          <SelectField
            label={t('opening.unit')}
            value={unit}
            choices={schools.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setUnitId}
          />
          <TextField label={t('opening.givenName')} value={givenName} onChange={setGivenName} />
          <TextField label={t('opening.familyName')} value={familyName} onChange={setFamilyName} />
          <TextField label={t('opening.birthDate')} type="date" value={birthDate} onChange={setBirthDate} />
        </OpenForm>
      </div>
    </details>
  );
}

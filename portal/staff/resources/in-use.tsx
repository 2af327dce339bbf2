import { Button, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { Refused } from '../../components/refused.tsx';
import { AddToBasePackage, DistributeResource, WithdrawResource } from '../../graph/operations.generated.ts';
import type { Level, ResourceDetailsQuery } from '../../graph/types.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { SelectField, SeveralField } from '../form/fields.tsx';
import { useFormDeed } from '../form/use-form.ts';
import { WordsForm } from '../form/words-form.tsx';
import { useLevelName } from './use-level-name.ts';

type Resource = NonNullable<ResourceDetailsQuery['resource']>;

/** What can be done with a resource once it is approved: opened to levels, put into a base package, taken from use again. */
export function InUse({ resource }: { resource: Resource }) {
  const { t } = useSpeech();
  const { id: resourceId, levels, approval } = resource;
  return (
    <>
      {approval.status === 'APPROVED' ? (
        <Distribute resourceId={resourceId} levels={levels} />
      ) : (
        <PutInBasePackage resourceId={resourceId} levels={approval.levels} />
      )}
      <details className="ds-details">
        <summary>{t('flow.withdrawTitle')}</summary>
        <div className="details-content">
          <WordsForm
            name={`withdraw-${resourceId}`}
            operation={WithdrawResource}
            inputOf={(reason) => ({ resourceId, reason })}
            what={t('flow.withdrawWhat')}
            button={t('flow.withdraw')}
            danger
          />
        </div>
      </details>
    </>
  );
}

interface OfLevels {
  readonly resourceId: string;
  readonly levels: readonly Level[];
}

function Distribute({ resourceId, levels }: OfLevels) {
  const { t } = useSpeech();
  const levelName = useLevelName();
  const [chosen, setChosen] = useState<readonly Level[]>(levels);
  const { send, acting, outcome } = useFormDeed(DistributeResource);
  return (
    <div className="stack tight">
      <Paragraph>{t('flow.distributeWhat')}</Paragraph>
      <SeveralField
        label={t('resources.level')}
        choices={levels.map((level) => ({ value: level, label: levelName(level) }))}
        chosen={chosen}
        onChange={setChosen}
      />
      <Refused outcome={outcome} />
      <div>
        <Button disabled={acting || chosen.length === 0} onClick={() => void send({ resourceId, levels: [...chosen] })}>
          {t('flow.distribute')}
        </Button>
      </div>
    </div>
  );
}

function PutInBasePackage({ resourceId, levels }: OfLevels) {
  const { t } = useSpeech();
  const levelName = useLevelName();
  const [level, setLevel] = useState<Level | undefined>(levels[0]);
  const [added, setAdded] = useState<Level>();
  const { send, acting, outcome } = useFormDeed(AddToBasePackage);
  if (!level) return null;
  const add = async () => {
    const { state } = await send({ resourceId, level });
    setAdded(state === 'done' ? level : undefined);
  };
  return (
    <div className="stack tight">
      <Paragraph>{t('basePackage.what')}</Paragraph>
      <SelectField
        label={t('resources.level')}
        value={level}
        choices={levels.map((value) => ({ value, label: levelName(value) }))}
        onChange={(value) => setLevel(value as Level)}
      />
      <Refused outcome={outcome} />
      {added && <Paragraph role="status">{t('basePackage.added', { level: levelName(added) })}</Paragraph>}
      <div>
        <Button variant="secondary" disabled={acting} onClick={() => void add()}>
          {t('basePackage.add')}
        </Button>
      </div>
    </div>
  );
}

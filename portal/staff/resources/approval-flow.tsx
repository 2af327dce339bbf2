import { Button } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { Refused } from '../../components/refused.tsx';
import { everyApprovalScope } from '../../graph/enum-values.generated.ts';
import { ApproveResource, CheckResource, RejectResource, ReviewResource } from '../../graph/operations.generated.ts';
import type { ApprovalScope, ResourceDetailsQuery } from '../../graph/types.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { RadioField, TextField } from '../form/fields.tsx';
import { useFormDeed } from '../form/use-form.ts';
import { WordsForm } from '../form/words-form.tsx';
import { InUse } from './in-use.tsx';

type Resource = NonNullable<ResourceDetailsQuery['resource']>;

/** The next step of an approval, and the way out of it. */
export function ApprovalFlow({ resource }: { resource: Resource }) {
  const { t } = useSpeech();
  const { id: resourceId } = resource;
  const { status } = resource.approval;
  const isUnderWay = status === 'PROPOSED' || status === 'REVIEWED' || status === 'CHECKED';
  return (
    <div className="stack">
      {status === 'PROPOSED' && (
        <WordsForm
          name={`review-${resourceId}`}
          operation={ReviewResource}
          inputOf={(assessment) => ({ resourceId, assessment })}
          what={t('flow.reviewWhat')}
          label={t('flow.assessment')}
          button={t('flow.review')}
        />
      )}
      {status === 'REVIEWED' && <Check resourceId={resourceId} />}
      {status === 'CHECKED' && <Approve resourceId={resourceId} />}
      {(status === 'APPROVED' || status === 'DISTRIBUTED') && <InUse resource={resource} />}
      {isUnderWay && (
        <details className="ds-details">
          <summary>{t('flow.rejectTitle')}</summary>
          <div className="details-content">
            <WordsForm
              name={`reject-${resourceId}`}
              operation={RejectResource}
              inputOf={(reason) => ({ resourceId, reason })}
              what={t('flow.rejectWhat')}
              button={t('flow.reject')}
              danger
            />
          </div>
        </details>
      )}
    </div>
  );
}

function Check({ resourceId }: { resourceId: string }) {
  const { t } = useSpeech();
  const [scope, setScope] = useState<ApprovalScope>('WITHOUT_PERSONAL_DATA');
  return (
    <>
      <RadioField
        label={t('flow.scope')}
        value={scope}
        choices={everyApprovalScope.map((value) => ({ value, label: t(`flow.${value}`) }))}
        onChange={(value) => setScope(value as ApprovalScope)}
      />
      <WordsForm
        name={`check-${resourceId}`}
        operation={CheckResource}
        inputOf={(assessment) => ({ resourceId, scope, assessment })}
        what={t('flow.checkWhat')}
        label={t('flow.assessment')}
        button={t('flow.check')}
      />
    </>
  );
}

function Approve({ resourceId }: { resourceId: string }) {
  const { t } = useSpeech();
  const [until, setUntil] = useState('');
  const { send, acting, outcome } = useFormDeed(ApproveResource);
  return (
    <div className="stack tight">
      <TextField label={t('flow.until')} type="date" value={until} onChange={setUntil} />
      <Refused outcome={outcome} />
      <div>
        <Button disabled={acting} onClick={() => void send({ resourceId, ...(until ? { until } : {}) })}>
          {t('flow.approve')}
        </Button>
      </div>
    </div>
  );
}

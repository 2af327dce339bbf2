import { Card, Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import { ApproveSystem, WithdrawSystem } from '../../graph/operations.generated.ts';
import type { SchoolAccessQuery } from '../../graph/types.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { WordsForm } from '../form/words-form.tsx';
import { useName } from '../pupil-name.ts';

type School = NonNullable<SchoolAccessQuery['me']>['schools'][number];

/** A system at one unit: what for, since when, who decided it, and the deed that changes it. */
export function SystemCard({ unitId, system }: { unitId: string; system: School['systems'][number] }) {
  const { t, has, date, moment } = useSpeech();
  const nameOf = useName();
  const { clientId, name, purposes, approved, validFrom, validTo, decisions } = system;
  const wording = (purpose: string) => {
    const key = `purpose.${purpose}`;
    return has(key) ? t(key) : purpose;
  };
  return (
    <Card>
      <div className="stack tight">
        <div className="row">
          <Heading level={3} data-size="2xs">
            {name}
          </Heading>
          <Tag data-color={approved ? 'success' : 'neutral'}>{t(approved ? 'access.open' : 'access.closed')}</Tag>
        </div>
        {purposes.length > 0 && (
          <Paragraph>{t('access.for', { purposes: purposes.map(wording).join(', ') })}</Paragraph>
        )}
        {approved && (
          <Paragraph className="subtle">
            {validFrom ? t('access.from', { date: date(validFrom, 'short') }) : t('access.bySettings')}
            {validTo && ` ${t('access.until', { date: date(validTo, 'short') })}`}
          </Paragraph>
        )}
        {decisions.map(({ id, decision, decidedAt, reason, decidedBy }) => (
          <Paragraph key={id} className="subtle">
            {t(`access.${decision}`, {
              date: moment(decidedAt, 'short'),
              name: decidedBy ? nameOf(decidedBy) : t('access.nobody'),
            })}{' '}
            <span className="written">{reason}</span>
          </Paragraph>
        ))}
        <details key={String(approved)} className="ds-details">
          <summary>{t(approved ? 'access.withdrawTitle' : 'access.approveTitle')}</summary>
          <div className="details-content">
            {approved ? (
              <WordsForm
                name={`withdraw-${unitId}-${clientId}`}
                operation={WithdrawSystem}
                inputOf={(reason) => ({ unitId, clientId, reason })}
                what={t('access.withdrawWhat')}
                button={t('access.withdraw')}
                danger
              />
            ) : (
              <WordsForm
                name={`approve-${unitId}-${clientId}`}
                operation={ApproveSystem}
                inputOf={(reason) => ({ unitId, clientId, reason })}
                what={t('access.approveWhat')}
                button={t('access.approve')}
              />
            )}
          </div>
        </details>
      </div>
    </Card>
  );
}

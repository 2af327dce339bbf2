import { Paragraph, Tag } from '@digdir/designsystemet-react';
import { useSpeech } from '../../language/language-context.tsx';
import type { Move } from './move-page.tsx';
import { ReleaseForm } from './release-form.tsx';

type Decision = NonNullable<Move['decisions']>[number];

/**
 * Every category that was asked for: how it was decided, by which provision, how far it has come, and the release where a named person
 * must look. The others are folded away: nobody needs to do anything about them.
 */
export function Decisions({ move, decisions }: { move: Move; decisions: readonly Decision[] }) {
  const { t } = useSpeech();
  const asked = new Map((move.requests ?? []).map((request) => [request.category, request.words]));
  const isAsked = ({ category, status }: Decision) => asked.has(category) || status !== 'withheld';
  const order = ({ status }: Decision) => (status === 'awaiting-release' ? 0 : status === 'collected-anew' ? 2 : 1);
  const [wanted, others] = [decisions.filter(isAsked), decisions.filter((decision) => !isAsked(decision))];
  const list = (of: readonly Decision[]) => (
    <ul className="plain-list">
      {of.map((decision) => (
        <li key={decision.category} className="ruled">
          <DecisionLine transferId={move.id} decision={decision} words={asked.get(decision.category) ?? null} />
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {list(wanted.toSorted((one, other) => order(one) - order(other)))}
      {others.length > 0 && (
        <details className="ds-details">
          <summary>{t('decisions.others', { count: others.length })}</summary>
          <div className="details-content">{list(others)}</div>
        </details>
      )}
    </>
  );
}

interface LineProps {
  readonly transferId: string;
  readonly decision: Decision;
  readonly words: string | null;
}

function DecisionLine({ transferId, decision, words }: LineProps) {
  const { t, has, moment, number } = useSpeech();
  const { label, status, withheldWhy, citation, explanation, answerBy, asked, answered } = decision;
  const statusKey = `status.${status}`;
  const whyKey = `withheld.${withheldWhy}`;
  return (
    <div className="stack tight">
      <div className="row">
        <strong>{label}</strong>
        <Tag data-color={status === 'withheld' ? 'warning' : status?.startsWith('awaiting') ? 'info' : 'neutral'}>
          {has(statusKey) ? t(statusKey) : status}
        </Tag>
        {withheldWhy && has(whyKey) && <span className="subtle">{t(whyKey)}</span>}
        {status === 'awaiting-permission' && asked !== null && (
          <span className="subtle">
            {t('decisions.answered', { answered: number(answered ?? 0), asked: number(asked) })}
            {answerBy && ` ${t('move.until', { date: moment(answerBy, 'short') })}`}
          </span>
        )}
      </div>
      <Paragraph className="subtle">
        {explanation} ({citation})
      </Paragraph>
      {words && (
        <Paragraph>
          {t('decisions.reason')} <span className="written">{words}</span>
        </Paragraph>
      )}
      {status === 'awaiting-release' && <ReleaseForm transferId={transferId} decision={decision} />}
    </div>
  );
}

import { Paragraph } from '@digdir/designsystemet-react';
import { useSpeech } from '../../language/language-context.tsx';

interface Wait {
  readonly what: string | null;
  readonly since: string | null;
  readonly until: string | null;
  readonly why?: string | null;
}

/** What is waited for and since when; `advice`: what to do about it too. */
export function WaitText({ wait: { what, since, until, why }, advice = false }: { wait: Wait; advice?: boolean }) {
  const { t, has, moment } = useSpeech();
  const key = `move.wait.${what}`;
  const todo = `move.do.${what}`;
  return (
    <div>
      <Paragraph>
        {has(key) ? t(key) : (why ?? what)}
        {since && ` ${t('move.since', { date: moment(since, 'short') })}`}
        {until && ` ${t('move.until', { date: moment(until, 'short') })}`}
      </Paragraph>
      {advice && has(todo) && <Paragraph className="todo">{t(todo)}</Paragraph>}
    </div>
  );
}

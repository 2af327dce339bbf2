import { Button, Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import { Answered } from '../../components/answered.tsx';
import { Refused } from '../../components/refused.tsx';
import { DeadLetters, RetryDeadLetters, SetDeadLettersAside } from '../../graph/operations.generated.ts';
import type { DeadLettersQuery } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useFormDeed } from '../form/use-form.ts';
import { WordsForm } from '../form/words-form.tsx';

const refreshEveryMs = 5_000;
type Group = DeadLettersQuery['deadLetters'][number];
const changed = ['DeadLetterGroup', 'SubgraphHealth'];

/** Events that could not be handled: by subgraph, type and kind of error, with what one can do about them. */
export function DeadLettersSection() {
  const { t } = useSpeech();
  const answer = useAnswer(DeadLetters, {}, { everyMs: refreshEveryMs });
  return (
    <section className="stack tight" aria-labelledby="dead-letters">
      <Heading level={2} data-size="sm" id="dead-letters">
        {t('deadLetters.title')}
      </Heading>
      <Paragraph>{t('deadLetters.what')}</Paragraph>
      <Answered answer={answer} skeleton={<Paragraph>{t('frame.loading')}</Paragraph>}>
        {({ deadLetters }) =>
          deadLetters.length === 0 ? (
            <Paragraph>{t('deadLetters.none')}</Paragraph>
          ) : (
            <ul className="plain-list">
              {deadLetters.map((group) => (
                <li key={`${group.consumer} ${group.type} ${group.code}`}>
                  <GroupCard group={group} />
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}

function GroupCard({ group: { consumer, type, code, count, retrying, oldest, newest } }: { group: Group }) {
  const { t, has, moment } = useSpeech();
  const kind = { consumer, type, code };
  const { send, acting, outcome } = useFormDeed(RetryDeadLetters, undefined, changed);
  const key = `subgraph.${consumer}`;
  return (
    <Card>
      <div className="stack tight">
        <Heading level={3} data-size="2xs">
          {t('deadLetters.group', { subgraph: has(key) ? t(key) : consumer, count })}
        </Heading>
        <Paragraph>{t('deadLetters.kind', { type, code })}</Paragraph>
        <Paragraph className="subtle">
          {t('deadLetters.age', { oldest: moment(oldest, 'short'), newest: moment(newest, 'short') })}
        </Paragraph>
        {retrying > 0 && <Paragraph role="status">{t('deadLetters.retrying', { count: retrying })}</Paragraph>}
        <Refused outcome={outcome} />
        <div>
          <Button variant="secondary" disabled={acting || retrying > 0} onClick={() => void send(kind)}>
            {t('deadLetters.retry')}
          </Button>
        </div>
        <details className="ds-details">
          <summary>{t('deadLetters.asideTitle')}</summary>
          <div className="details-content">
            <WordsForm
              name={`aside-${consumer}-${type}-${code}`}
              operation={SetDeadLettersAside}
              inputOf={(reason) => ({ ...kind, reason })}
              what={t('deadLetters.asideWhat')}
              button={t('deadLetters.aside')}
              changes={changed}
              danger
            />
          </div>
        </details>
      </div>
    </Card>
  );
}

import { Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useSpeech } from '../../language/language-context.tsx';
import { type Move, storyOf } from './move-parts.ts';

/** What has happened, as a story: when, what, and the receipt at its end. */
export function Story({ move }: { move: Move }) {
  const { t, has, moment } = useSpeech();
  const keyOf = (type: string, answer?: string | null) => `move.event.${type}${answer ? `.${answer}` : ''}`;
  const lines = storyOf(move.timeline ?? [], (type) => has(keyOf(type)) || has(keyOf(type, 'PERMITS')));
  const labels = new Map((move.decisions ?? []).map(({ category, label }) => [category, label]));
  const receipt = (move.batches ?? []).filter(({ contentHash, receipt: signed }) => contentHash && signed);
  return (
    <Card>
      <div className="stack tight">
        <Heading level={2} data-size="xs">
          {t('move.story.title')}
        </Heading>
        <ol className="story">
          {lines.map(({ key, type, at, answer, categories }) => {
            const text = has(keyOf(type, answer)) ? keyOf(type, answer) : keyOf(type);
            const named = categories.flatMap((category) => labels.get(category) ?? []);
            return (
              <li key={key}>
                <Paragraph data-size="sm" className="subtle">
                  <time dateTime={at}>{moment(at)}</time>
                </Paragraph>
                <Paragraph>{has(text) && t(text)}</Paragraph>
                {named.length > 0 && <Paragraph data-size="sm">{named.join(', ')}</Paragraph>}
              </li>
            );
          })}
        </ol>
        {receipt.map(({ number, contentHash }) => (
          <Paragraph key={number} data-size="sm" className="subtle">
            {t('move.story.receipt', { hash: (contentHash ?? '').slice(0, 24) })}
          </Paragraph>
        ))}
      </div>
    </Card>
  );
}

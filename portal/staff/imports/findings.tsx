import { Heading, Paragraph } from '@digdir/designsystemet-react';
import { Answered } from '../../components/answered.tsx';
import { ImportFindings } from '../../graph/operations.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { FindingsOfKind } from './finding-table.tsx';

/** What rosters were wrong about, by kind, the commonest first: the line, the rule that it breaks, and what the import did. */
export function Findings() {
  const { t } = useSpeech();
  const answer = useAnswer(ImportFindings, {});
  return (
    <section className="stack tight" aria-labelledby="findings">
      <Heading level={2} data-size="sm" id="findings">
        {t('findings.title')}
      </Heading>
      <Answered answer={answer}>
        {({ importFindings: { edges, pageInfo } }) => {
          const found = edges.flatMap(({ node }) => node ?? []);
          const kinds = [...Map.groupBy(found, ({ kind }) => kind)].toSorted(([, a], [, b]) => b.length - a.length);
          return (
            <>
              {kinds.length === 0 && <Paragraph>{t('findings.none')}</Paragraph>}
              {kinds.map(([kind, of]) => (
                <FindingsOfKind key={kind} kind={kind} count={of.length} of={of} />
              ))}
              {pageInfo.hasNextPage && <Paragraph className="subtle">{t('findings.more')}</Paragraph>}
            </>
          );
        }}
      </Answered>
    </section>
  );
}

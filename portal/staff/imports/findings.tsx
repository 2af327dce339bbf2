import { Heading, Paragraph, Table } from '@digdir/designsystemet-react';
import { Answered } from '../../components/answered.tsx';
import { ImportFindings } from '../../graph/operations.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';

/** What rosters were wrong about, by kind, the commonest first: the line, the rule that it breaks, and what the import did. */
export function Findings() {
  const { t, number } = useSpeech();
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
                <details key={kind} className="ds-details">
                  <summary>
                    {kind} ({number(of.length)})
                  </summary>
                  <div className="details-content table-scroll">
                    <Table zebra>
                      <caption className="ds-sr-only">{kind}</caption>
                      <Table.Head>
                        <Table.Row>
                          <Table.HeaderCell scope="col">{t('findings.line')}</Table.HeaderCell>
                          <Table.HeaderCell scope="col">{t('findings.what')}</Table.HeaderCell>
                          <Table.HeaderCell scope="col">{t('findings.why')}</Table.HeaderCell>
                          <Table.HeaderCell scope="col">{t('findings.done')}</Table.HeaderCell>
                        </Table.Row>
                      </Table.Head>
                      <Table.Body>
                        {of.map(({ id, source, line, what, why, done }) => (
                          <Table.Row key={id}>
                            <Table.Cell>
                              {source}, {number(line)}
                            </Table.Cell>
                            <Table.Cell lang="en">{what}</Table.Cell>
                            <Table.Cell lang="en">{why}</Table.Cell>
                            <Table.Cell lang="en">{done}</Table.Cell>
                          </Table.Row>
                        ))}
                      </Table.Body>
                    </Table>
                  </div>
                </details>
              ))}
              {pageInfo.hasNextPage && <Paragraph className="subtle">{t('findings.more')}</Paragraph>}
            </>
          );
        }}
      </Answered>
    </section>
  );
}

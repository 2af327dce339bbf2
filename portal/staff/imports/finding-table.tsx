import { Paragraph, Table } from '@digdir/designsystemet-react';
import { useSpeech } from '../../language/language-context.tsx';
import { mendingOf } from './mending.ts';

export interface Found {
  readonly source?: string;
  readonly line: number;
  readonly kind: string;
  /** In English, with the source's own ids: for whoever keeps the source system. */
  readonly what: string;
  readonly why: string;
  readonly done: string;
}

/** Findings of one kind: what that is and how it is mended, in the reader's language; then each with its line. */
export function FindingsOfKind({ kind, count, of }: { kind: string; count: number; of: readonly Found[] }) {
  const { t, has, number } = useSpeech();
  const key = `finding.${kind}`;
  const name = has(key) ? t(key) : kind;
  return (
    <details className="ds-details">
      <summary>
        {name} ({number(count)})
      </summary>
      <div className="details-content stack tight">
        <Paragraph>{t(`mend.${mendingOf(kind)}`)}</Paragraph>
        <div className="table-scroll">
          <Table zebra>
            <caption className="ds-sr-only">{name}</caption>
            <Table.Head>
              <Table.Row>
                <Table.HeaderCell scope="col">
                  {t(of[0]?.source ? 'findings.line' : 'findings.lineAlone')}
                </Table.HeaderCell>
                <Table.HeaderCell scope="col">{t('findings.what')}</Table.HeaderCell>
                <Table.HeaderCell scope="col">{t('findings.why')}</Table.HeaderCell>
                <Table.HeaderCell scope="col">{t('findings.done')}</Table.HeaderCell>
              </Table.Row>
            </Table.Head>
            <Table.Body>
              {of.map(({ source, line, what, why, done }) => (
                <Table.Row key={`${source} ${line} ${what}`}>
                  <Table.Cell>{source ? `${source}, ${number(line)}` : number(line)}</Table.Cell>
                  <Table.Cell lang="en">{what}</Table.Cell>
                  <Table.Cell lang="en">{why}</Table.Cell>
                  <Table.Cell lang="en">{done}</Table.Cell>
                </Table.Row>
              ))}
            </Table.Body>
          </Table>
        </div>
      </div>
    </details>
  );
}

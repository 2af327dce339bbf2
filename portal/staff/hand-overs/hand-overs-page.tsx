import { Link, Paragraph, Table } from '@digdir/designsystemet-react';
import { Link as RouterLink } from 'react-router';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { HandOverOverview } from '../../graph/operations.generated.ts';
import type { HandOverOverviewQuery } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';

type Count = HandOverOverviewQuery['handOverCounts'][number];
const waiting = ['WAITING_FOR_PERMISSION', 'WAITING_FOR_RELEASE', 'WAITING_FOR_RECEIVER'] as const;

/** The hand-overs of August: how many stand where, by the kindergarten or school that the children come from. */
export function HandOversPage() {
  const { t } = useSpeech();
  const answer = useAnswer(HandOverOverview, {});
  return (
    <Answered answer={answer}>
      {({ handOverCounts }) => (
        <Page title={t('handOvers.title')} back={{ to: '/ansatt/flyttinger', label: t('moves.title') }}>
          {handOverCounts.length === 0 ? (
            <Paragraph>{t('handOvers.none')}</Paragraph>
          ) : (
            <CountTable counts={handOverCounts} />
          )}
        </Page>
      )}
    </Answered>
  );
}

function CountTable({ counts }: { counts: readonly Count[] }) {
  const { t, moment, number } = useSpeech();
  const units = [...Map.groupBy(counts, ({ unit }) => unit?.id ?? '')]
    .map(([id, of]) => ({ id, name: of[0]?.unit?.name ?? t('handOvers.noUnit'), of }))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'nb'));
  const sum = (of: readonly Count[], stage?: string) =>
    of.reduce((total, count) => (stage === undefined || count.stage === stage ? total + count.count : total), 0);
  return (
    <div className="table-scroll" tabIndex={-1}>
      <Table zebra>
        <caption className="ds-sr-only">{t('handOvers.title')}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell scope="col">{t('handOvers.unit')}</Table.HeaderCell>
            {waiting.map((stage) => (
              <Table.HeaderCell key={stage} scope="col">
                {t(`stage.${stage}`)}
              </Table.HeaderCell>
            ))}
            <Table.HeaderCell scope="col">{t('stage.CLOSED')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{t('handOvers.all')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{t('handOvers.answerBy')}</Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {units.map(({ id, name, of }) => {
            const due = of.flatMap(({ answerBy }) => answerBy ?? []).toSorted()[0];
            return (
              <Table.Row key={id}>
                <Table.HeaderCell scope="row">
                  <Link asChild>
                    <RouterLink to={`/ansatt/overganger/${id || 'ukjent'}`}>{name}</RouterLink>
                  </Link>
                </Table.HeaderCell>
                {waiting.map((stage) => (
                  <Table.Cell key={stage}>{number(sum(of, stage))}</Table.Cell>
                ))}
                <Table.Cell>{number(sum(of, 'CLOSED'))}</Table.Cell>
                <Table.Cell>{number(sum(of))}</Table.Cell>
                <Table.Cell>{due ? moment(due, 'short') : '–'}</Table.Cell>
              </Table.Row>
            );
          })}
        </Table.Body>
      </Table>
    </div>
  );
}

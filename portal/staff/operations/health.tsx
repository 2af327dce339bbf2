import { Heading, Paragraph, Table, Tag } from '@digdir/designsystemet-react';
import { Answered } from '../../components/answered.tsx';
import { HubOperations } from '../../graph/operations.generated.ts';
import type { HubOperationsQuery } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';

const refreshEveryMs = 15_000;
type Health = HubOperationsQuery['hubHealth'];

/** Each part of the hub, and whether it does what it should. */
export function HealthSection() {
  const { t } = useSpeech();
  const answer = useAnswer(HubOperations, {}, { everyMs: refreshEveryMs });
  return (
    <section className="stack tight" aria-labelledby="health">
      <Heading level={2} data-size="sm" id="health">
        {t('health.title')}
      </Heading>
      <Answered answer={answer} skeleton={<Paragraph>{t('frame.loading')}</Paragraph>}>
        {({ hubHealth, registerStatus }) => (
          <div className="stack">
            <div className="table-scroll">
              <Table>
                <caption>{t('health.parts')}</caption>
                <Table.Head>
                  <Table.Row>
                    <Table.HeaderCell scope="col">{t('health.part')}</Table.HeaderCell>
                    <Table.HeaderCell scope="col">{t('health.state')}</Table.HeaderCell>
                    <Table.HeaderCell scope="col">{t('health.more')}</Table.HeaderCell>
                  </Table.Row>
                </Table.Head>
                <Table.Body>
                  <Engines health={hubHealth} />
                  <Subgraphs health={hubHealth} />
                  <Register readAt={registerStatus.readAt} />
                </Table.Body>
              </Table>
            </div>
            <Peers health={hubHealth} />
          </div>
        )}
      </Answered>
    </section>
  );
}

function Part({ name, fine, more }: { name: string; fine: boolean | null; more: string }) {
  const { t } = useSpeech();
  const state = fine === null ? 'unknown' : fine ? 'fine' : 'wrong';
  const colours = { fine: 'success', wrong: 'danger', unknown: 'neutral' } as const;
  return (
    <Table.Row>
      <Table.HeaderCell scope="row">{name}</Table.HeaderCell>
      <Table.Cell>
        <Tag data-color={colours[state]}>{t(`health.${state}`)}</Tag>
      </Table.Cell>
      <Table.Cell>{more}</Table.Cell>
    </Table.Row>
  );
}

/** Events are on the log within moments: one that waits for so long says that the log does not take them. */
const longestUnsentMs = 120_000;

function Engines({ health: { database, log, unsent, unsentSince } }: { health: Health }) {
  const { t, has, moment, number } = useSpeech();
  const engine = (name: string) => {
    const key = `health.engine.${name}`;
    return has(key) ? t(key) : name;
  };
  const isLate = unsentSince !== null && Date.now() - Date.parse(unsentSince) > longestUnsentMs;
  const waits =
    unsentSince === null
      ? t('health.allSent')
      : t('health.unsent', { count: number(unsent), since: moment(unsentSince, 'short') });
  return (
    <>
      {/* It has just answered. */}
      <Part name={t('health.database')} fine more={engine(database)} />
      <Part name={t('health.log')} fine={!isLate} more={`${engine(log)} ${waits}`} />
    </>
  );
}

function Subgraphs({ health: { subgraphs } }: { health: Health }) {
  const { t, has, moment } = useSpeech();
  return subgraphs.map(({ name, alive, aliveAt, startedAt, deadLetters }) => {
    const key = `subgraph.${name}`;
    const seen = alive
      ? t('health.since', { since: moment(startedAt, 'short') })
      : t('health.silentSince', { since: moment(aliveAt, 'short') });
    const waiting = deadLetters > 0 ? ` ${t('health.deadLetters', { count: deadLetters })}` : '';
    return (
      <Part key={name} name={has(key) ? t(key) : name} fine={alive && deadLetters === 0} more={`${seen}${waiting}`} />
    );
  });
}

/** The feed is read every few minutes at the most seldom; it is not there where a hub has no register. */
const longestUnreadMs = 24 * 3_600_000;

function Register({ readAt }: { readAt: string | null }) {
  const { t, moment } = useSpeech();
  const fine = readAt === null ? null : Date.now() - Date.parse(readAt) < longestUnreadMs;
  const more = readAt === null ? t('health.neverRead') : t('health.readAt', { at: moment(readAt, 'short') });
  return <Part name={t('health.register')} fine={fine} more={more} />;
}

function Peers({ health: { peers } }: { health: Health }) {
  const { t, moment, number } = useSpeech();
  const at = (instant: string | null) => (instant === null ? t('health.never') : moment(instant, 'short'));
  if (peers.length === 0) return <Paragraph>{t('health.noPeers')}</Paragraph>;
  return (
    <div className="table-scroll">
      <Table>
        <caption>{t('health.peers')}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell scope="col">{t('health.peer')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{t('health.state')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{t('health.toPeer')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{t('health.deliveredAt')}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{t('health.receivedAt')}</Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {peers.map(({ organisationNumber, name, waiting, failing, deliveredAt, receivedAt }) => (
            <Table.Row key={organisationNumber}>
              <Table.HeaderCell scope="row">{name}</Table.HeaderCell>
              <Table.Cell>
                <Tag data-color={failing > 0 ? 'danger' : 'success'}>
                  {t(failing > 0 ? 'health.wrong' : 'health.fine')}
                </Tag>
              </Table.Cell>
              <Table.Cell>{number(waiting)}</Table.Cell>
              <Table.Cell>{at(deliveredAt)}</Table.Cell>
              <Table.Cell>{at(receivedAt)}</Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  );
}

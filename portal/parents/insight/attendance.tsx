import { Card, Details, Heading, Paragraph, Table } from '@digdir/designsystemet-react';
import { todayInNorway } from '../../language/dates.ts';
import { type Speech, useSpeech } from '../../language/language-context.tsx';
import { AttendanceChart } from './attendance-chart.tsx';
import { type Term, termsOf, yearOf } from './terms.ts';

interface AttendanceProps {
  readonly name: string;
  readonly level: number | null;
  readonly totals: Parameters<typeof termsOf>[0];
}

const firstYearOfUpperSecondary = 11;

/** This term's absence in words, beside the child's own earlier terms and nobody else's; then as a picture with its table. */
export function Attendance({ name, level, totals }: AttendanceProps) {
  const speech = useSpeech();
  const { t } = speech;
  const [now, ...earlier] = termsOf(totals, todayInNorway());
  if (!now) return null;
  const terms = [now, ...earlier];
  return (
    <Card>
      <section className="stack tight" id="fravaer">
        <Heading level={2} data-size="xs">
          {t('insight.attendance.title')}
        </Heading>
        <Paragraph>
          {now.days + now.hours === 0
            ? t('insight.attendance.never', { name })
            : t('insight.attendance.now', { name, amount: amountOf(now, speech) })}
        </Paragraph>
        {earlier.length > 0 && (
          <>
            <Paragraph>{t('insight.attendance.earlier', { terms: earlierInWords(earlier, speech) })}</Paragraph>
            <AttendanceChart terms={terms} />
            <Details>
              <Details.Summary>{t('insight.attendance.table')}</Details.Summary>
              <Details.Content>
                <AttendanceTable terms={terms} />
              </Details.Content>
            </Details>
          </>
        )}
        {level !== null && level >= firstYearOfUpperSecondary && <Paragraph>{t('insight.attendance.limit')}</Paragraph>}
      </section>
    </Card>
  );
}

function AttendanceTable({ terms }: { terms: readonly Term[] }) {
  const speech = useSpeech();
  const { t, number } = speech;
  return (
    <Table>
      <caption className="ds-sr-only">{t('insight.attendance.title')}</caption>
      <Table.Head>
        <Table.Row>
          <Table.HeaderCell scope="col">{t('insight.attendance.term')}</Table.HeaderCell>
          <Table.HeaderCell scope="col">{t('insight.attendance.days')}</Table.HeaderCell>
          <Table.HeaderCell scope="col">{t('insight.attendance.hours')}</Table.HeaderCell>
        </Table.Row>
      </Table.Head>
      <Table.Body>
        {terms.map((term) => (
          <Table.Row key={termName(term, speech)}>
            <Table.HeaderCell scope="row">{termName(term, speech)}</Table.HeaderCell>
            <Table.Cell>{number(term.days)}</Table.Cell>
            <Table.Cell>{number(term.hours)}</Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  );
}

/** Such as "autumn 2026". */
export const termName = (term: Term, { t }: Pick<Speech, 't'>): string =>
  t(term.term === 'AUTUMN' ? 'insight.term.autumn' : 'insight.term.spring', { year: String(yearOf(term)) });

/** Such as "8 days and 2 hours". */
function amountOf({ days, hours }: Term, { t, number }: Speech): string {
  const amounts = [
    ...(days > 0 || hours === 0 ? [t('insight.amount.days', { count: days, written: number(days) })] : []),
    ...(hours > 0 ? [t('insight.amount.hours', { count: hours, written: number(hours) })] : []),
  ];
  const [first = '', second] = amounts;
  return second === undefined ? first : t('insight.amount.both', { first, second });
}

const earlierInWords = (terms: readonly Term[], speech: Speech): string =>
  terms.map((term) => `${termName(term, speech)}: ${amountOf(term, speech)}`).join('; ');

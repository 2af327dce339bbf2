import type { ChildCardFragment } from '../../graph/types.generated.ts';
import type { MessageKey, Values } from '../../language/messages.ts';

/** Something about a child in one line, and the page that it leads to. */
export interface News {
  readonly key: string;
  readonly text: MessageKey;
  readonly values: Values;
  /** A day or moment that stands in the text as `{date}`. */
  readonly date?: string;
  readonly to: string;
}

/** What is told of a child: what needs the reader first, then today, then what is new. */
export interface ChildNews {
  readonly needsYou: readonly News[];
  readonly today: readonly News[];
  readonly isNew: readonly News[];
}

const newForDays = 14;
const mostNew = 4;

/** @param today Today's date in Norway, such as 2026-11-25. */
export function newsOf(child: ChildCardFragment, today: string): ChildNews {
  return {
    needsYou: [...permissions(child), ...unread(child), ...unexplained(child, today)],
    today: [...away(child, today), ...starting(child, today)],
    isNew: fresh(child, today),
  };
}

export const pageOf = (childId: string, page = ''): string => `/barn/${childId}${page && `/${page}`}`;

function permissions({ id, permissionRequests }: ChildCardFragment): News[] {
  const waiting = (permissionRequests ?? []).filter(({ waitsForYou }) => waitsForYou);
  const byMove = Map.groupBy(waiting, ({ transferId }) => transferId ?? '');
  return [...byMove].map(([move, asked]) => {
    const due = asked.flatMap(({ dueAt }) => dueAt ?? []).toSorted()[0];
    return {
      key: `permission-${move}`,
      text: due ? 'home.needs.permissionBy' : 'home.needs.permission',
      values: { count: asked.length },
      ...(due ? { date: due } : {}),
      to: pageOf(id, `skolebytte/${move}`),
    };
  });
}

const unread = ({ threads }: ChildCardFragment): News[] =>
  (threads?.edges ?? [])
    .filter(({ node }) => (node.unread ?? 0) > 0)
    .map(({ node }) => ({
      key: `thread-${node.id}`,
      text: 'home.needs.message',
      values: { subject: node.subject ?? '' },
      to: `/meldinger/${node.id}`,
    }));

/** Absence that the school has recorded and nobody has said why. */
function unexplained({ id, absences, absenceReports }: ChildCardFragment, today: string): News[] {
  const reports = (absenceReports?.edges ?? [])
    .filter(({ node }) => node.status === 'REPORTED')
    .map(({ node }) => node);
  return (absences?.edges ?? []).flatMap(({ node }) => {
    if (node?.kind !== 'OCCASION' || node.documented || node.reportedByHome || !node.startsOn) return [];
    const { startsOn } = node;
    const isTold = reports.some(({ from, to }) => from && to && from <= startsOn && startsOn <= to);
    if (isTold || daysBetween(startsOn, today) > newForDays) return [];
    return [
      {
        key: `absence-${node.id}`,
        text: 'home.needs.absence' as const,
        values: {},
        date: startsOn,
        to: pageOf(id, `fravaer?dag=${startsOn}`),
      },
    ];
  });
}

const away = ({ id, absenceReports }: ChildCardFragment, today: string): News[] =>
  (absenceReports?.edges ?? [])
    .filter(({ node }) => node.status === 'REPORTED' && node.from && node.to && node.from <= today && today <= node.to)
    .map(({ node }) => ({ key: `away-${node.id}`, text: 'home.today.away', values: {}, to: pageOf(id, 'fravaer') }));

const starting = ({ id, transfers }: ChildCardFragment, today: string): News[] =>
  (transfers?.edges ?? []).flatMap(({ node }) =>
    node.open && node.startsOn && node.startsOn >= today
      ? [
          {
            key: `move-${node.id}`,
            text: 'home.today.move' as const,
            values: {},
            date: node.startsOn,
            to: pageOf(id, `skolebytte/${node.id}`),
          },
        ]
      : [],
  );

function fresh(child: ChildCardFragment, today: string): News[] {
  const page = pageOf(child.id);
  const found = [
    ...(child.ongoingAssessments ?? []).map(({ id, subject, assessedOn }) => ({
      key: `feedback-${id}`,
      text: 'home.new.feedback' as const,
      values: { subject: subject ?? '' },
      date: assessedOn ?? '',
      to: `${page}#fag`,
    })),
    ...(child.individualDecisions ?? []).map(({ id, title, validFrom }) => ({
      key: `decision-${id}`,
      text: 'home.new.decision' as const,
      values: { title: title ?? '' },
      date: validFrom ?? '',
      to: `${page}#vedtak`,
    })),
    ...(child.plans ?? []).map(({ id, title, validFrom }) => ({
      key: `plan-${id}`,
      text: 'home.new.plan' as const,
      values: { title: title ?? '' },
      date: validFrom ?? '',
      to: `${page}#vedtak`,
    })),
  ];
  return found
    .filter(({ date }) => date !== '' && date <= today && daysBetween(date, today) <= newForDays)
    .toSorted((a, b) => b.date.localeCompare(a.date))
    .slice(0, mostNew);
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

import { Button, Card, Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { Link as RouterLink } from 'react-router';
import type { ChildCardFragment } from '../../graph/types.generated.ts';
import { todayInNorway } from '../../language/dates.ts';
import { useSpeech } from '../../language/language-context.tsx';
import type { MessageKey } from '../../language/messages.ts';
import { type News, newsOf, pageOf } from './child-news.ts';

interface ChildCardProps {
  readonly child: ChildCardFragment;
  readonly name: string;
  /** The reader is the child. */
  readonly self?: boolean;
}

export function ChildCard({ child, name, self = false }: ChildCardProps) {
  const { t } = useSpeech();
  const { needsYou, today, isNew } = newsOf(child, todayInNorway());
  const settled = needsYou.length === 0 && today.length === 0 && isNew.length === 0;
  const place = placeOf(child);
  return (
    <Card className="child-card">
      <div className="stack">
        <div>
          <Heading level={2} data-size="sm">
            <Link asChild data-color="neutral">
              <RouterLink to={pageOf(child.id)}>{name}</RouterLink>
            </Link>
          </Heading>
          {place && <Paragraph className="subtle">{place}</Paragraph>}
        </div>
        {child.givenName === null && <Paragraph>{t('home.limited')}</Paragraph>}
        <NewsList title="home.needsYou" news={needsYou} urgent />
        <NewsList title="home.todayTitle" news={today} />
        <NewsList title="home.newTitle" news={isNew} />
        {settled && child.givenName !== null && <Paragraph>{t(self ? 'home.settledSelf' : 'home.settled')}</Paragraph>}
        {!self && child.givenName !== null && (
          <div className="row">
            <Button asChild variant="secondary">
              <RouterLink to={pageOf(child.id, 'fravaer')}>{t('home.reportAbsence')}</RouterLink>
            </Button>
            <Button asChild variant="tertiary">
              <RouterLink to={pageOf(child.id)}>{t('home.more', { name })}</RouterLink>
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}

function NewsList({ title, news, urgent = false }: { title: MessageKey; news: readonly News[]; urgent?: boolean }) {
  const { t, date, moment } = useSpeech();
  if (news.length === 0) return null;
  return (
    <section>
      <Heading level={3} data-size="2xs">
        {t(title)}
      </Heading>
      <ul className={urgent ? 'news needs-you' : 'news'}>
        {news.map(({ key, text, values, date: day, to }) => (
          <li key={key}>
            <Link asChild>
              <RouterLink to={to}>
                {t(
                  text,
                  day ? { ...values, date: day.includes('T') ? moment(day, 'long') : date(day, 'day') } : values,
                )}
              </RouterLink>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** School and class, such as "Brumunddal ungdomsskole, 8A"; what is withheld is left out. */
function placeOf({ units, groups }: ChildCardFragment): string {
  const classes = (groups?.edges ?? []).flatMap(({ node }) => (node?.group?.kind === 'BASIC' ? [node.group.name] : []));
  return [...(units ?? []).map(({ name }) => name), ...classes].join(', ');
}

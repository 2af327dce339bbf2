import { Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { Link as RouterLink } from 'react-router';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { StaffGroups } from '../../graph/operations.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';

interface Listed {
  readonly id: string;
  readonly name: string;
}

/** The groups of the schools where one works: one's own first. */
export function GroupsPage() {
  const { t } = useSpeech();
  const answer = useAnswer(StaffGroups, {});
  return (
    <Answered answer={answer}>
      {({ me }) => {
        const schools = (me?.schools ?? []).map((school) => ({
          ...school,
          groups: school.groups.edges.flatMap(({ node }) => node ?? []),
        }));
        const own = schools.flatMap(({ groups }) =>
          groups.filter(({ staff }) => staff.some(({ employee }) => employee?.id === me?.personId)),
        );
        return (
          <Page title={t('groups.title')}>
            {schools.length === 0 && <Paragraph>{t('staff.noPost')}</Paragraph>}
            {own.length > 0 && <GroupList title={t('groups.own')} groups={own} />}
            {schools.map(({ id, name, groups }) => (
              <GroupList key={id} title={name} groups={groups} />
            ))}
          </Page>
        );
      }}
    </Answered>
  );
}

function GroupList({ title, groups }: { title: string; groups: readonly Listed[] }) {
  return (
    <section className="stack tight">
      <Heading level={2} data-size="xs">
        {title}
      </Heading>
      <ul className="plain-row">
        {groups.map(({ id, name }) => (
          <li key={id}>
            <Link asChild>
              <RouterLink to={`/ansatt/grupper/${id}`}>{name}</RouterLink>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

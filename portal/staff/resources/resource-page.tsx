import { Card, Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useParams } from 'react-router';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { ResourceDetails } from '../../graph/operations.generated.ts';
import type { ResourceDetailsQuery } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { ApprovalFlow } from './approval-flow.tsx';
import { useLanguageName } from './use-language-name.ts';
import { useLevelName } from './use-level-name.ts';

type Resource = NonNullable<ResourceDetailsQuery['resource']>;

/** One resource: whether pupils' data may go into it and why not, how far its approval has come, and the next step. */
export function ResourcePage() {
  const { t, language } = useSpeech();
  const { id = '' } = useParams();
  const answer = useAnswer(ResourceDetails, { id, language: language === 'se' ? 'nb' : language });
  return (
    <Answered answer={answer}>
      {({ resource }) => (
        <Page
          title={resource?.title ?? t('resources.unknown')}
          back={{ to: '/ansatt/laeremidler', label: t('resources.title') }}
        >
          {resource && <Content resource={resource} />}
        </Page>
      )}
    </Answered>
  );
}

function Content({ resource }: { resource: Resource }) {
  const { t, has, date, moment, number } = useSpeech();
  const levelName = useLevelName();
  const languageName = useLanguageName();
  const { summary, supplier, levels, editions, availability, approval, universalDesign, usage } = resource;
  const wording = (step: string) => {
    const key = `resource.${step}`;
    return has(key) ? t(key) : step;
  };
  return (
    <>
      <div className="stack tight">
        <Paragraph className="written">{summary}</Paragraph>
        <Paragraph className="subtle">
          {[
            supplier.name,
            levels.map(levelName).join(', '),
            [...new Set(editions.map(({ language }) => languageName(language)))].join(', '),
          ].join(' · ')}
        </Paragraph>
        <Paragraph className="subtle">
          {universalDesign
            ? t('resources.declared', { date: date(universalDesign.checkedOn, 'short') })
            : t('resources.notDeclared')}
          {usage.total !== null && ` ${t('resources.pupils', { count: number(usage.total) })}`}
        </Paragraph>
      </div>
      <Card>
        <div className="stack tight">
          <Heading level={2} data-size="xs">
            {t(`resource.${availability.withPersonalData}`)}
          </Heading>
          {[...availability.reasons, ...availability.flags].map(({ code, text, citation }) => (
            <Paragraph key={code}>
              {text} <span className="subtle">({citation})</span>
            </Paragraph>
          ))}
        </div>
      </Card>
      <Card>
        <div className="stack">
          <div className="row">
            <Heading level={2} data-size="xs">
              {t('resources.approval')}
            </Heading>
            <Tag data-color="info">{t(`resource.${approval.status}`)}</Tag>
            {approval.until && (
              <span className="subtle">{t('access.until', { date: date(approval.until, 'short') })}</span>
            )}
          </div>
          <ol className="plain-list timeline">
            {approval.steps.map(({ step, at, words }) => (
              <li key={`${step}-${at}`}>
                <Paragraph>
                  <span className="subtle">{moment(at)}</span> {wording(step)}
                </Paragraph>
                {words && <Paragraph className="written subtle">{words}</Paragraph>}
              </li>
            ))}
          </ol>
          <ApprovalFlow resource={resource} />
        </div>
      </Card>
    </>
  );
}

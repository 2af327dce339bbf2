import { Button, Card, Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { RosterImports } from '../../graph/operations.generated.ts';
import type { RosterImportsQuery } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { Findings } from './findings.tsx';

type Import = NonNullable<RosterImportsQuery['rosterImports']['edges'][number]['node']>;
const refreshEveryMs = 30_000;

/** The rosters that were taken: those that somebody must see to first, what each changed, and what they were wrong about. */
export function ImportsPage() {
  const { t } = useSpeech();
  const [after, setAfter] = useState<string | null>(null);
  const answer = useAnswer(RosterImports, { after }, { everyMs: refreshEveryMs });
  return (
    <Answered answer={answer}>
      {({ rosterImports: { edges, pageInfo } }) => {
        const imports = edges.flatMap(({ node }) => node ?? []);
        const sorted = imports.toSorted((one, other) => Number(other.awaits) - Number(one.awaits));
        return (
          <Page title={t('imports.title')}>
            {imports.length === 0 && <Paragraph>{t('imports.none')}</Paragraph>}
            <ul className="plain-list">
              {sorted.map((one) => (
                <li key={one.id}>
                  <ImportCard one={one} />
                </li>
              ))}
            </ul>
            {pageInfo.hasNextPage && (
              <div>
                <Button variant="secondary" onClick={() => setAfter(pageInfo.endCursor)}>
                  {t('staff.nextPage')}
                </Button>
              </div>
            )}
            <Findings />
          </Page>
        );
      }}
    </Answered>
  );
}

function ImportCard({ one }: { one: Import }) {
  const { t, has, moment, number } = useSpeech();
  const { fileName, state, source, format, takenAt, reason, findings, awaits, counts } = one;
  const changed = counts.filter(({ added, changed: altered, ended }) => added + altered + ended > 0);
  const wording = (kind: string) => {
    const key = `imports.kind.${kind}`;
    return has(key) ? t(key) : kind;
  };
  return (
    <Card>
      <div className="stack tight">
        <div className="row">
          <Heading level={2} data-size="2xs">
            {fileName ?? t('imports.byHand')}
          </Heading>
          <Tag data-color={state === 'DONE' ? 'success' : state === 'RUNNING' ? 'info' : 'warning'}>
            {t(`imports.${state}`)}
          </Tag>
          <span className="subtle">{[moment(takenAt), source, format].filter(Boolean).join(' · ')}</span>
        </div>
        {awaits && <Paragraph className="todo">{t('imports.awaits')}</Paragraph>}
        {reason && <Paragraph className="written">{reason}</Paragraph>}
        {changed.length > 0 && (
          <ul className="plain-row">
            {changed.map(({ kind, added, changed: altered, ended }) => (
              <li key={kind}>
                {t('imports.count', {
                  kind: wording(kind),
                  added: number(added),
                  changed: number(altered),
                  ended: number(ended),
                })}
              </li>
            ))}
          </ul>
        )}
        <Paragraph className="subtle">{t('imports.findings', { count: findings })}</Paragraph>
      </div>
    </Card>
  );
}

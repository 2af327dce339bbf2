import { Button, Card, Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { RosterImports } from '../../graph/operations.generated.ts';
import type { RosterImportsQuery } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useName } from '../pupil-name.ts';
import { Changes } from './changes.tsx';
import { Findings } from './findings.tsx';
import { type Progress, Uploads } from './uploads.tsx';

type Import = NonNullable<RosterImportsQuery['rosterImports']['edges'][number]['node']>;
const refreshEveryMs = { busy: 2_000, else: 30_000 };

/** A roster is uploaded here; and the rosters that were taken: those that somebody must see to first, what each changed, and what they were wrong about. */
export function ImportsPage() {
  const { t } = useSpeech();
  const [after, setAfter] = useState<string | null>(null);
  const [{ busy, imported }, setProgress] = useState<Progress>({ busy: false, imported: 0 });
  const answer = useAnswer(RosterImports, { after }, { everyMs: busy ? refreshEveryMs.busy : refreshEveryMs.else });
  const client = useClient();
  // A small file is imported before the next question would be asked.
  useEffect(() => {
    if (imported > 0) void client.query(RosterImports, { after }, { requestPolicy: 'network-only' }).toPromise();
  }, [client, imported, after]);
  return (
    <Answered answer={answer}>
      {({ rosterImports: { edges, pageInfo } }) => {
        const imports = edges.flatMap(({ node }) => node ?? []);
        const sorted = imports.toSorted((one, other) => Number(other.awaits) - Number(one.awaits));
        return (
          <Page title={t('imports.title')}>
            <Uploads busy={busy} onProgress={setProgress} />
            <Heading level={2} data-size="sm">
              {t('imports.history')}
            </Heading>
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
  const { t, moment } = useSpeech();
  const nameOf = useName();
  const { fileName, state, source, format, takenAt, reason, findings, awaits, counts, uploadedBy } = one;
  return (
    <Card>
      <div className="stack tight">
        <div className="row">
          <Heading level={3} data-size="2xs" className="written">
            {fileName ?? t('imports.byHand')}
          </Heading>
          <Tag data-color={state === 'DONE' ? 'success' : state === 'RUNNING' ? 'info' : 'warning'}>
            {t(`imports.${state}`)}
          </Tag>
          <span className="subtle">
            {[moment(takenAt), uploadedBy && nameOf(uploadedBy), source, format].filter(Boolean).join(' · ')}
          </span>
        </div>
        {awaits && <Paragraph className="todo">{t('imports.awaits')}</Paragraph>}
        {reason && (
          <Paragraph className="written" lang="en">
            {reason}
          </Paragraph>
        )}
        {state === 'DONE' && <Changes counts={counts} />}
        <Paragraph className="subtle">{t('imports.findings', { count: findings })}</Paragraph>
      </div>
    </Card>
  );
}

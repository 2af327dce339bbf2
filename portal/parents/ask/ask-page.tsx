import { Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { InformationAsked } from '../../graph/operations.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { AskOnceForm } from './ask-once-form.tsx';
import { OwnRequest } from './own-request.tsx';
import { StandingRequest } from './standing-request.tsx';

/** The way to be informed of a child that does not live with one: once for all with foreldreansvar, each time without. */
export function AskPage() {
  const { t } = useSpeech();
  const answer = useAnswer(InformationAsked, {});
  return (
    <Answered answer={answer}>
      {({ me, myInformationRequests }) => (
        <Page title={t('ask.title')}>
          <Paragraph>{t('ask.what')}</Paragraph>
          {(me?.children ?? []).map((child) => (
            <StandingRequest key={child.id} child={child} />
          ))}
          <AskOnceForm />
          {myInformationRequests.length > 0 && (
            <Card>
              <div className="stack tight">
                <Heading level={2} data-size="xs">
                  {t('ask.own.title')}
                </Heading>
                <ul className="plain-list">
                  {myInformationRequests.map((request) => (
                    <li key={request.id} className="ruled">
                      <OwnRequest request={request} />
                    </li>
                  ))}
                </ul>
              </div>
            </Card>
          )}
        </Page>
      )}
    </Answered>
  );
}

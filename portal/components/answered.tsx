import { Alert, Button, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import type { Failure, Gap } from '../graph/failures.ts';
import type { Answer } from '../graph/use-answer.ts';
import { useSpeech } from '../language/language-context.tsx';
import { SignedOutPage } from '../session/signed-out-page.tsx';
import { PageSkeleton } from './page-skeleton.tsx';
import { Partial } from './partial.tsx';

interface AnsweredProps<Data> {
  readonly answer: Answer<Data>;
  readonly skeleton?: ReactNode;
  children(data: Data, gaps: readonly Gap[]): ReactNode;
}

/** Shows an answer when it is here; else that it comes, or why it does not and what to do. */
export function Answered<Data>({ answer, skeleton = <PageSkeleton />, children }: AnsweredProps<Data>) {
  if (answer.state === 'waiting') return skeleton;
  if (answer.state === 'failed') return <Failed failure={answer.failure} retry={answer.retry} />;
  return (
    <>
      <Partial gaps={answer.gaps} />
      {children(answer.data, answer.gaps)}
    </>
  );
}

/** Why there is no answer, and what to do. */
export function Failed({ failure, retry }: { failure: Failure; retry(): void }) {
  const { t } = useSpeech();
  if (failure.kind === 'signed-out') return <SignedOutPage />;
  return (
    <Alert data-color="danger" role="alert">
      <div className="stack tight">
        <Paragraph>{t(`failure.${failure.kind}`)}</Paragraph>
        {failure.kind === 'failed' && failure.id && <Paragraph>{t('failure.quote', { id: failure.id })}</Paragraph>}
        <div>
          <Button variant="secondary" onClick={retry}>
            {t('failure.retry')}
          </Button>
        </div>
      </div>
    </Alert>
  );
}

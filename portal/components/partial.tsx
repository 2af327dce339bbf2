import { Alert, Link, Paragraph } from '@digdir/designsystemet-react';
import type { Gap } from '../graph/failures.ts';
import { useSpeech } from '../language/language-context.tsx';
import { useSession } from '../session/session-context.tsx';

/** One plain line for all that is missing: what a higher sign-in would open, and what does not answer now. The rest is shown. */
export function Partial({ gaps }: { gaps: readonly Gap[] }) {
  const { t } = useSpeech();
  const { signInAddress } = useSession();
  const locked = gaps.find(({ signIn }) => signIn !== undefined);
  const broken = gaps.filter(({ kind }) => kind !== 'withheld');
  const id = broken.find((gap) => gap.id)?.id;
  return (
    <>
      {locked?.signIn && (
        <Alert data-color="info">
          <Paragraph>
            {t('partial.locked')}{' '}
            <Link href={withReturn(locked.signIn, signInAddress())}>{t('partial.signInHigher')}</Link>
          </Paragraph>
        </Alert>
      )}
      {broken.length > 0 && (
        <Alert data-color="warning" role="status">
          <Paragraph>{t('partial.unavailable')}</Paragraph>
          {id && <Paragraph data-size="sm">{t('failure.quote', { id })}</Paragraph>}
        </Alert>
      )}
    </>
  );
}

/** The address of the higher sign-in, coming back to this page. */
function withReturn(higher: string, usual: string): string {
  const back = new URL(usual, location.origin).searchParams.get('return') ?? '/';
  return `${higher}&return=${encodeURIComponent(back)}`;
}

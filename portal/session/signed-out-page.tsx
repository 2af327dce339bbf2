import { Button, Paragraph } from '@digdir/designsystemet-react';
import { controllerName } from '../app/controller.ts';
import { Page } from '../app/page.tsx';
import { useSpeech } from '../language/language-context.tsx';
import { useSession } from './session-context.tsx';

/** What somebody meets who is not signed in: what this is, and the way in; then the page that was asked for. */
export function SignedOutPage() {
  const { t } = useSpeech();
  const { signInAddress } = useSession();
  return (
    <Page title={t('signedOut.title')}>
      <Paragraph data-size="lg">{t('signedOut.what', { controller: controllerName() })}</Paragraph>
      <div>
        <Button asChild>
          <a href={signInAddress()}>{t('signedOut.signIn')}</a>
        </Button>
      </div>
      <Paragraph className="subtle">{t('signedOut.noId')}</Paragraph>
    </Page>
  );
}

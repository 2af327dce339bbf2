import { Alert, Button, Paragraph } from '@digdir/designsystemet-react';
import { useSpeech } from '../language/language-context.tsx';
import { useSession } from './session-context.tsx';

/** Says that the session has ended, in the middle of whatever somebody was doing: what was written stays where it is. */
export function SessionEnded() {
  const { t } = useSpeech();
  const { signInAddress } = useSession();
  return (
    <div role="alert" className="frame-band">
      <Alert data-color="warning">
        <div className="stack tight">
          <Paragraph>{t('session.ended')}</Paragraph>
          <div>
            <Button asChild>
              <a href={signInAddress()}>{t('session.signInAgain')}</a>
            </Button>
          </div>
        </div>
      </Alert>
    </div>
  );
}

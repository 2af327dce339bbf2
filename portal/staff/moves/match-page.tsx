import { Button, Paragraph } from '@digdir/designsystemet-react';
import { useNavigate, useParams } from 'react-router';
import { Page } from '../../app/page.tsx';
import { Refused } from '../../components/refused.tsx';
import { MatchRequest } from '../../graph/operations.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useFormDeed } from '../form/use-form.ts';
import { useName } from '../pupil-name.ts';
import { PupilFacts } from '../pupils/pupil-facts.tsx';
import { PupilSearch } from '../pupils/pupil-search.tsx';

/** Says which child a request or an offer is about. */
export function MatchPage() {
  const { t } = useSpeech();
  const nameOf = useName();
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const { send, acting, outcome } = useFormDeed(MatchRequest, () => void navigate(`/ansatt/flyttinger/${id}`));
  return (
    <Page title={t('match.find')} back={{ to: '/ansatt/flyttinger', label: t('moves.title') }}>
      <Paragraph>{t('match.findWhat')}</Paragraph>
      <Refused outcome={outcome} />
      <PupilSearch>
        {(pupil) => (
          <div className="row">
            <PupilFacts pupil={pupil} />
            <Button
              variant="secondary"
              disabled={acting}
              onClick={() => void send({ transferId: id, childId: pupil.id })}
            >
              {t('match.choose', { name: nameOf(pupil) })}
            </Button>
          </div>
        )}
      </PupilSearch>
    </Page>
  );
}

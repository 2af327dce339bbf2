import { Link } from '@digdir/designsystemet-react';
import { useCallback } from 'react';
import { Link as RouterLink, useSearchParams } from 'react-router';
import { Page } from '../../app/page.tsx';
import { useSpeech } from '../../language/language-context.tsx';
import { OpenByName } from '../openings/open-by-name.tsx';
import { useName } from '../pupil-name.ts';
import { PupilFacts } from './pupil-facts.tsx';
import { PupilSearch } from './pupil-search.tsx';

/** Finds a child; what was searched for stands in the address, so that one comes back to it. */
export function FindPupilPage() {
  const { t } = useSpeech();
  const nameOf = useName();
  const [parameters, setParameters] = useSearchParams();
  const keep = useCallback(
    (search: string) => setParameters(search ? { navn: search } : {}, { replace: true }),
    [setParameters],
  );
  return (
    <Page title={t('pupils.title')}>
      <PupilSearch begin={parameters.get('navn') ?? ''} onSearch={keep}>
        {(pupil) => (
          <div className="row">
            <PupilFacts pupil={pupil} />
            <Link asChild>
              <RouterLink to={`/ansatt/elever/${pupil.id}`}>{t('pupils.open', { name: nameOf(pupil) })}</RouterLink>
            </Link>
          </div>
        )}
      </PupilSearch>
      <OpenByName />
    </Page>
  );
}

import { Button, Paragraph } from '@digdir/designsystemet-react';
import { createContext, use, useMemo, useState } from 'react';
import { Outlet } from 'react-router';
import { Provider } from 'urql';
import { Page } from '../../app/page.tsx';
import { createGraph } from '../../graph/client.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useDraft } from '../../session/drafts.ts';
import { RadioField } from '../form/fields.tsx';
import type { Purpose } from './for-purpose.tsx';

const purposes: readonly Purpose[] = ['education', 'school-change', 'case-work', 'administration', 'resource-access'];
const isPurpose = (text: string): text is Purpose => purposes.some((purpose) => purpose === text);

const PurposeContext = createContext<Purpose>('education');
/** What the pages around serve, as it was chosen. */
export const usePurpose = (): Purpose => use(PurposeContext);

/** Pages that serve more than one task: what for is asked once, kept in this tab until it is changed, and stands on every page. */
export function AskPurpose() {
  const { t } = useSpeech();
  const [kept, keep] = useDraft('purpose');
  const purpose = isPurpose(kept) ? kept : undefined;
  const graph = useMemo(() => purpose && createGraph(purpose), [purpose]);
  if (!purpose || !graph) return <ChoosePurpose onChoose={keep} />;
  return (
    <Provider value={graph}>
      <div className="row purpose">
        <span>{t('purpose.is', { purpose: t(`purpose.${purpose}`) })}</span>
        <Button variant="tertiary" data-size="sm" onClick={() => keep('')}>
          {t('purpose.change')}
        </Button>
      </div>
      <PurposeContext value={purpose}>
        <Outlet />
      </PurposeContext>
    </Provider>
  );
}

function ChoosePurpose({ onChoose }: { onChoose: (purpose: Purpose) => void }) {
  const { t } = useSpeech();
  const [chosen, setChosen] = useState<string>('');
  return (
    <Page title={t('purpose.title')}>
      <Paragraph>{t('purpose.what')}</Paragraph>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (isPurpose(chosen)) onChoose(chosen);
        }}
      >
        <RadioField
          label={t('purpose.label')}
          value={chosen}
          choices={purposes.map((value) => ({ value, label: t(`purpose.${value}`) }))}
          onChange={setChosen}
        />
        <div>
          <Button type="submit" disabled={chosen === ''}>
            {t('purpose.choose')}
          </Button>
        </div>
      </form>
    </Page>
  );
}

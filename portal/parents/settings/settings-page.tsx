import { Button, Card, Fieldset, Heading, Paragraph } from '@digdir/designsystemet-react';
import { type FormEvent, useId, useState } from 'react';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { Choice } from '../../components/choice.tsx';
import { LabelledInput } from '../../components/labelled-input.tsx';
import { Refused } from '../../components/refused.tsx';
import { ChooseNotifications, Notifications } from '../../graph/operations.generated.ts';
import type { PreferencesFragment } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { type Outcome, useDeed } from '../../graph/use-deed.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { languageNames, languages } from '../../language/languages.ts';

/** How one wants to hear that something waits: language, hours of quiet, at once or gathered. */
export function SettingsPage() {
  const { t } = useSpeech();
  const answer = useAnswer(Notifications, {});
  return (
    <Answered answer={answer}>
      {({ notificationPreferences }) => (
        <Page title={t('settings.title')}>
          <Card>
            <NotificationForm preferences={notificationPreferences} />
          </Card>
        </Page>
      )}
    </Answered>
  );
}

type Rhythm = 'AT_ONCE' | 'DAY' | 'WEEK';
const rhythms: readonly Rhythm[] = ['AT_ONCE', 'DAY', 'WEEK'];
const monday = 1;

function NotificationForm({
  preferences: { language, quiet, digest, email, emailOffered },
}: {
  preferences: PreferencesFragment;
}) {
  const { t, choose } = useSpeech();
  const [wanted, setWanted] = useState(language);
  const [isQuiet, setIsQuiet] = useState(quiet !== null);
  const [hours, setHours] = useState({ from: quiet?.from ?? '20:00', to: quiet?.to ?? '07:00' });
  const [rhythm, setRhythm] = useState<Rhythm>(digest?.every ?? 'AT_ONCE');
  const [at, setAt] = useState(digest?.at ?? '17:00');
  const [byEmail, setByEmail] = useState(email);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const { act, acting } = useDeed(ChooseNotifications);
  const id = useId();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const weekday = digest?.weekday ?? monday;
    const gathered =
      rhythm === 'AT_ONCE' ? {} : { digest: { every: rhythm, at, ...(rhythm === 'WEEK' ? { weekday } : {}) } };
    const done = await act({ language: wanted, email: byEmail, ...(isQuiet ? { quiet: hours } : {}), ...gathered });
    setOutcome(done);
    if (done.state === 'done') choose(wanted);
  };
  return (
    <form className="stack" onSubmit={(event) => void save(event)}>
      <div className="stack tight">
        <Heading level={2} data-size="xs">
          {t('settings.notices')}
        </Heading>
        <Paragraph>{t('settings.noticesWhat')}</Paragraph>
      </div>
      <Fieldset>
        <Fieldset.Legend>{t('settings.language')}</Fieldset.Legend>
        {languages.map((one) => (
          <Choice
            key={one}
            type="radio"
            name={`${id}-language`}
            checked={wanted === one}
            onChange={() => setWanted(one)}
          >
            <span lang={one}>{languageNames[one]}</span>
          </Choice>
        ))}
      </Fieldset>
      <Fieldset>
        <Fieldset.Legend>{t('settings.rhythm')}</Fieldset.Legend>
        {rhythms.map((one) => (
          <Choice key={one} type="radio" name={`${id}-rhythm`} checked={rhythm === one} onChange={() => setRhythm(one)}>
            {t(`settings.rhythm.${one}`)}
          </Choice>
        ))}
        {rhythm !== 'AT_ONCE' && (
          <LabelledInput type="time" required label={t('settings.at')} value={at} onChange={setAt} />
        )}
      </Fieldset>
      <Fieldset>
        <Fieldset.Legend>{t('settings.quiet')}</Fieldset.Legend>
        <Choice type="checkbox" checked={isQuiet} onChange={() => setIsQuiet(!isQuiet)}>
          {t('settings.quietChoice')}
        </Choice>
        {isQuiet && (
          <div className="row">
            <LabelledInput
              type="time"
              required
              label={t('settings.quietFrom')}
              value={hours.from}
              onChange={(from) => setHours({ ...hours, from })}
            />
            <LabelledInput
              type="time"
              required
              label={t('settings.quietTo')}
              value={hours.to}
              onChange={(to) => setHours({ ...hours, to })}
            />
          </div>
        )}
      </Fieldset>
      {emailOffered && (
        <Fieldset>
          <Fieldset.Legend>{t('settings.email')}</Fieldset.Legend>
          <Choice type="checkbox" checked={byEmail} onChange={() => setByEmail(!byEmail)}>
            {t('settings.emailChoice')}
          </Choice>
        </Fieldset>
      )}
      <Refused outcome={outcome} />
      {outcome?.state === 'done' && <Paragraph role="status">{t('settings.saved')}</Paragraph>}
      <div>
        <Button type="submit" loading={acting}>
          {t('settings.save')}
        </Button>
      </div>
    </form>
  );
}

import { Link } from '@digdir/designsystemet-react';
import { useSpeech } from './language-context.tsx';
import { languageNames, languages } from './languages.ts';

/** The four languages, each by its own name. */
export function LanguageChoice() {
  const { language, choose, t } = useSpeech();
  return (
    <fieldset className="language-choice" aria-label={t('frame.language')}>
      {languages.map((one) => (
        <Link asChild key={one} data-color="neutral">
          <button type="button" lang={one} aria-pressed={one === language} onClick={() => choose(one)}>
            {languageNames[one]}
          </button>
        </Link>
      ))}
    </fieldset>
  );
}

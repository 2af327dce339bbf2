import { useSpeech } from '../../language/language-context.tsx';
import { CheckField, FieldGroup, TextField } from '../form/fields.tsx';
import { editionLanguages } from './edition-languages.ts';

/** An edition as it is written; the price in kroner, a whole number. */
export interface WrittenEdition {
  readonly language: string;
  readonly availableFrom: string;
  readonly kroner: string;
}

interface EditionFieldsProps {
  readonly editions: readonly WrittenEdition[];
  readonly onChange: (editions: readonly WrittenEdition[]) => void;
}

/** Whether the hub can read it: a day, and a price that is a whole number of kroner. */
export const isWritten = ({ availableFrom, kroner }: WrittenEdition): boolean =>
  availableFrom !== '' && /^\d{1,6}$/.test(kroner.trim());

/** The languages it can be had in; since when and at what price, because the law asks for both forms at the same time and price. */
export function EditionFields({ editions, onChange }: EditionFieldsProps) {
  const { t } = useSpeech();
  const change = (language: string, changes: Partial<WrittenEdition>) =>
    onChange(editions.map((edition) => (edition.language === language ? { ...edition, ...changes } : edition)));
  return (
    <>
      <FieldGroup label={t('propose.languages')}>
        {editionLanguages.map((language) => (
          <CheckField
            key={language}
            label={t(`language.${language}`)}
            checked={editions.some((edition) => edition.language === language)}
            onChange={(checked) =>
              onChange(
                checked
                  ? [...editions, { language, availableFrom: '', kroner: '' }]
                  : editions.filter((edition) => edition.language !== language),
              )
            }
          />
        ))}
      </FieldGroup>
      {editions.map(({ language, availableFrom, kroner }) => {
        const name = t(`language.${language as (typeof editionLanguages)[number]}`);
        return (
          <div key={language} className="side-by-side">
            <TextField
              label={t('propose.availableFrom', { language: name })}
              type="date"
              value={availableFrom}
              onChange={(value) => change(language, { availableFrom: value })}
            />
            <TextField
              label={t('propose.price', { language: name })}
              hint={t('propose.priceHint')}
              value={kroner}
              onChange={(value) => change(language, { kroner: value })}
            />
          </div>
        );
      })}
    </>
  );
}

import { useSpeech } from '../../language/language-context.tsx';

/** A category of personal data by its name; by its id where the page has no name for it. */
export function useCategoryName(): (category: string) => string {
  const { t, has } = useSpeech();
  return (category) => {
    const key = `category.${category}`;
    return has(key) ? t(key) : category;
  };
}

import {
  createContext,
  type ReactNode,
  startTransition,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { type DateStyle, formatDate, formatMoment, formatNumber } from './dates.ts';
import { firstLanguage, keepLanguage, type Language } from './languages.ts';
import type { LoadMessages, MessageKey, Messages, Values } from './messages.ts';

/** The language of the page, and how it writes. */
export interface Speech {
  readonly language: Language;
  choose(language: Language): void;
  /** A text; `values` are what stands in it in braces. */
  t(key: MessageKey, values?: Values): string;
  /** Whether there is such a text: for codes that the graph may have more of than this page knows. */
  has(key: string): key is MessageKey;
  /** A day such as 2026-11-25. */
  date(day: string, style?: DateStyle): string;
  /** A moment, by the clock in Norway. */
  moment(instant: string, style?: DateStyle | 'time' | 'date-time'): string;
  number(value: number): string;
}

const SpeechContext = createContext<Speech | undefined>(undefined);

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('there is no language around this component');
  return speech;
}

interface LanguageProps {
  readonly load: LoadMessages;
  readonly children: ReactNode;
}

/** Gives what is in it the chosen language; shows nothing before its texts are here. */
export function LanguageProvider({ load, children }: LanguageProps) {
  const [language, setLanguage] = useState(firstLanguage);
  const choose = useCallback((next: Language) => {
    keepLanguage(next);
    setLanguage(next);
  }, []);
  const loaded = useMessages(load, language);
  const speech = useMemo(() => loaded && speak(loaded.language, loaded.messages, choose), [loaded, choose]);
  useEffect(() => {
    if (speech) document.documentElement.lang = speech.language;
  }, [speech]);
  return speech && <SpeechContext value={speech}>{children}</SpeechContext>;
}

/** Adds the texts of another part of the portal, in the language that is chosen already. */
export function MoreMessages({ load, children }: LanguageProps) {
  const outer = useSpeech();
  const loaded = useMessages(load, outer.language);
  const speech = useMemo(() => {
    if (!loaded) return undefined;
    const inner = speak(loaded.language, loaded.messages, outer.choose);
    return {
      ...outer,
      t: (key: MessageKey, values?: Values) => (inner.has(key) ? inner : outer).t(key, values),
      has: (key: string): key is MessageKey => inner.has(key) || outer.has(key),
    };
  }, [loaded, outer]);
  return speech && <SpeechContext value={speech}>{children}</SpeechContext>;
}

function useMessages(load: LoadMessages, language: Language) {
  const [loaded, setLoaded] = useState<{ language: Language; messages: Messages }>();
  useEffect(() => {
    let wanted = true;
    void load(language).then((messages) => {
      // The whole page is written anew: whoever pressed sees that it was heard meanwhile.
      if (wanted) startTransition(() => setLoaded({ language, messages }));
    });
    return () => {
      wanted = false;
    };
  }, [load, language]);
  return loaded;
}

const speak = (language: Language, messages: Messages, choose: Speech['choose']): Speech => ({
  language,
  choose,
  t: (key, values = {}) => messages[key]?.(values) ?? key,
  has: (key): key is MessageKey => Object.hasOwn(messages, key),
  date: (day, style = 'long') => formatDate(language, day, style),
  moment: (instant, style = 'date-time') => formatMoment(language, instant, style),
  number: formatNumber(language),
});

import type family from '../locales/nb.json';
import type staff from '../staff/locales/nb.json';
import type { Language } from './languages.ts';

/** A text's key: of the families' pages, or of the staff's. */
export type MessageKey = keyof typeof family | keyof typeof staff;
export type Values = Readonly<Record<string, string | number>>;
export type Messages = Readonly<Record<string, (values: Values) => string>>;
export type LoadMessages = (language: Language) => Promise<Messages>;

const modules: Readonly<Record<Language, () => Promise<{ default: Messages }>>> = {
  nb: () => import('virtual:messages/family/nb'),
  nn: () => import('virtual:messages/family/nn'),
  se: () => import('virtual:messages/family/se'),
  en: () => import('virtual:messages/family/en'),
};

/** The texts of the frame and the families' pages. */
export const loadFamilyMessages: LoadMessages = async (language) => (await modules[language]()).default;

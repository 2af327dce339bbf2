import type { Language } from '../language/languages.ts';
import type { LoadMessages, Messages } from '../language/messages.ts';

const modules: Readonly<Record<Language, () => Promise<{ default: Messages }>>> = {
  nb: () => import('virtual:messages/staff/nb'),
  nn: () => import('virtual:messages/staff/nn'),
  se: () => import('virtual:messages/staff/se'),
  en: () => import('virtual:messages/staff/en'),
};

/** The texts of the staff's console. */
export const loadStaffMessages: LoadMessages = async (language) => (await modules[language]()).default;

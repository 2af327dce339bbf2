/** The languages that families and case workers are answered in: bokmål, nynorsk, North Sámi, English. */
export const languages = ['nb', 'nn', 'se', 'en'] as const;
export type Language = (typeof languages)[number];

/** A text in each of them. */
export type InLanguages = Readonly<Record<Language, string>>;

/** The processing activities of the art. 30 record. A staff or system client states one in the `Oppvekst-Purpose` header. */
export const purposeTable = {
  education: 'Giving the child its education: groups, attendance, assessment, contact with the home',
  'school-change': 'Carrying a child from one school to another',
  'case-work': 'Handling individual decisions and rights',
  administration: 'Running schools, groups and enrolments',
  'resource-access': 'Giving pupils access to digital learning resources',
  archiving: 'Keeping the pupil record and the journal',
  oversight: 'Answering the child, the parents and the supervisory authority',
} as const;

export type Purpose = keyof typeof purposeTable;
export const purposes = Object.keys(purposeTable) as readonly Purpose[];
export const isPurpose = (text: string): text is Purpose => Object.hasOwn(purposeTable, text);

/** The levels a resource is made for: kindergarten, the ten years of grunnskolen and the three of upper secondary. */
export const levels = [
  'KINDERGARTEN',
  'YEAR_1',
  'YEAR_2',
  'YEAR_3',
  'YEAR_4',
  'YEAR_5',
  'YEAR_6',
  'YEAR_7',
  'YEAR_8',
  'YEAR_9',
  'YEAR_10',
  'VG1',
  'VG2',
  'VG3',
] as const;
export type Level = (typeof levels)[number];

export const isLevel = (text: string): text is Level => (levels as readonly string[]).includes(text);

/** The level that a code of Grep's `aarstrinn` names ("aarstrinn4", "vg1"), or undefined when it names none of ours. */
export function levelOfGrepCode(code: string): Level | undefined {
  const year = /^aarstrinn(\d{1,2})$/.exec(code)?.[1];
  const level = year === undefined ? code.toUpperCase() : `YEAR_${Number(year)}`;
  return isLevel(level) && level !== 'KINDERGARTEN' ? level : undefined;
}

/** Sorts levels as a child passes them, each once. */
export const inOrder = (some: Iterable<Level>): readonly Level[] => {
  const wanted = new Set(some);
  return levels.filter((level) => wanted.has(level));
};

/** Kindergarten, school or both: follows from the levels, so that the two can never disagree. */
export type Audience = 'KINDERGARTEN' | 'SCHOOL';
export function audiencesOf(some: readonly Level[]): readonly Audience[] {
  const audiences: Audience[] = [];
  if (some.includes('KINDERGARTEN')) audiences.push('KINDERGARTEN');
  if (some.some((level) => level !== 'KINDERGARTEN')) audiences.push('SCHOOL');
  return audiences;
}

import type { Subject } from './model.ts';

interface SubjectRow {
  readonly key: string;
  readonly name: string;
  /** Udir's code of the curriculum (læreplan) in Grep. */
  readonly curriculum: string;
  readonly from: number;
}

const subjects: readonly SubjectRow[] = [
  { key: 'NOR', name: 'Norsk', curriculum: 'NOR01-07', from: 1 },
  { key: 'MAT', name: 'Matematikk', curriculum: 'MAT01-05', from: 1 },
  { key: 'ENG', name: 'Engelsk', curriculum: 'ENG01-05', from: 5 },
  { key: 'NAT', name: 'Naturfag', curriculum: 'NAT01-04', from: 5 },
  { key: 'SAF', name: 'Samfunnsfag', curriculum: 'SAF01-04', from: 8 },
  { key: 'RLE', name: 'KRLE', curriculum: 'RLE01-03', from: 8 },
];

/** The subjects taught in groups of their own on a year level (the youngest have most subjects in their class), with codes in the form Feide shows (`MAT0003`: mathematics, year 3). */
export function subjectsOf(level: number): readonly Subject[] {
  return subjects
    .filter((subject) => level >= subject.from)
    .map(({ key, name, curriculum }) => ({ code: `${key}${String(level).padStart(4, '0')}`, curriculum, name }));
}

/** What a subject is called, by its code in the form Feide shows; the code where it is none of the demo's. */
export const subjectName = (code: string): string =>
  [...subjects, foodAndHealth].find(({ key }) => code.startsWith(key))?.name ?? code;

/** Taught in the class, without a group of its own. */
const foodAndHealth = { key: 'MHE', name: 'Mat og helse' };

/** Grep's code of a year level; the years of upper secondary school are vg1–vg3. */
export const gradeLevelCode = (level: number): string => (level > 10 ? `vg${level - 10}` : `aarstrinn${level}`);

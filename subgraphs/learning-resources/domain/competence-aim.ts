import { type Level, levels } from './level.ts';

/** A text in the languages it has; `default` is the one Grep gives when nobody asks for a language. */
export interface LanguageText {
  /** ISO 639-3 as Grep writes it (nob, nno, sme, smj, sma, eng), or `default`. */
  readonly language: string;
  readonly text: string;
}

/** A competence aim (kompetansemål) of the national curriculum, as Udir's Grep publishes it. */
export interface CompetenceAim {
  /** Grep's code, e.g. KM98. */
  readonly code: string;
  readonly title: readonly LanguageText[];
  /** The curriculum (læreplan) it belongs to, e.g. MAT01-05. */
  readonly curriculumCode: string | undefined;
  readonly curriculumTitle: string | undefined;
  /** After which levels the pupil is to have reached it; empty when the source does not say. */
  readonly levels: readonly Level[];
  readonly inForce: boolean;
}

/** Aims of the LK20 curricula: KM and a number. */
export const isCompetenceAimCode = (text: string): boolean => /^KM?\d{1,6}$/.test(text);

/** The aim's wording in a language, or the default one where there is no such translation. */
export function titleIn(aim: Pick<CompetenceAim, 'title'>, language: string): string | undefined {
  const find = (wanted: string) => aim.title.find((part) => part.language === wanted)?.text;
  return find(language) ?? find('default') ?? aim.title[0]?.text;
}

/**
 * The three letters that a subject's code and its curriculum's code both begin with in Grep: NOR of NOR0008 (fagkode) and of NOR01-07
 * (læreplan), and those letters of themselves; undefined for another code.
 */
export const subjectIn = (code: string): string | undefined => /^([A-ZÆØÅ]{3})(?:\d|$)/.exec(code)?.[1];

/** The aims that a pupil at a level works towards: those of the first level from there on that has any. */
export function aimsAhead(aims: readonly CompetenceAim[], level: Level): readonly CompetenceAim[] {
  const next = levels.slice(levels.indexOf(level)).find((one) => aims.some((aim) => aim.levels.includes(one)));
  return next ? aims.filter((aim) => aim.levels.includes(next)) : [];
}

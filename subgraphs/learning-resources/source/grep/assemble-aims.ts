import type { CompetenceAim, LanguageText } from '../../domain/competence-aim.ts';
import { titleIn } from '../../domain/competence-aim.ts';
import { inOrder } from '../../domain/level.ts';
import type { GrepElement } from './read-element.ts';

type Aim = Extract<GrepElement, { kind: 'aim' }>;
type AimSet = Extract<GrepElement, { kind: 'aim-set' }>;
type Curriculum = Extract<GrepElement, { kind: 'curriculum' }>;

/**
 * Joins aims, their sets and their curricula. An aim comes from its own element or, where that is missing, from the set that
 * lists it; level and curriculum come from the sets that name it or that it names.
 */
export function assembleAims(
  elements: readonly GrepElement[],
  tell: (where: string, what: string, done: string) => void,
): readonly CompetenceAim[] {
  const sets = elements.filter((each): each is AimSet => each.kind === 'aim-set');
  const setByCode = new Map(sets.map((set) => [set.code, set]));
  const setsOfAim = Map.groupBy(
    sets.flatMap((set) => set.aims.map((aim) => ({ aim, set }))),
    ({ aim }) => aim.code,
  );
  const curricula = new Map(
    elements.filter((each): each is Curriculum => each.kind === 'curriculum').map((each) => [each.code, each]),
  );
  const aims = new Map<string, Aim | undefined>();
  for (const aim of elements.filter((each): each is Aim => each.kind === 'aim')) {
    if (aims.has(aim.code)) tell(aim.code, 'the aim is given twice', 'kept the last');
    aims.set(aim.code, aim);
  }
  for (const code of setsOfAim.keys()) if (!aims.has(code)) aims.set(code, undefined);

  return [...aims].flatMap(([code, aim]) => {
    const mentions = setsOfAim.get(code) ?? [];
    const title = firstWithText(aim?.title, ...mentions.map((mention) => mention.aim.title));
    if (title.length === 0) {
      tell(code, 'the aim has no text', 'left it out');
      return [];
    }
    const own = aim?.set && setByCode.get(aim.set.code);
    const of = own ? [own, ...mentions.map(({ set }) => set)] : mentions.map(({ set }) => set);
    const levels = inOrder(of.flatMap((set) => set.levels));
    if (levels.length === 0)
      tell(code, 'no set in the data says for which level the aim is', 'kept it without a level');
    const curriculum = aim?.curriculum ?? of.find((set) => set.curriculum)?.curriculum;
    const full = curriculum && curricula.get(curriculum.code);
    return {
      code,
      title,
      curriculumCode: curriculum?.code,
      curriculumTitle: curriculum && titleIn({ title: firstWithText(full?.title, curriculum.title) }, 'nob'),
      levels,
      inForce: (aim?.inForce ?? true) && (of.length === 0 || of.some((set) => set.inForce)) && (full?.inForce ?? true),
    };
  });
}

const firstWithText = (...titles: readonly (readonly LanguageText[] | undefined)[]): readonly LanguageText[] =>
  titles.find((title) => title !== undefined && title.length > 0) ?? [];

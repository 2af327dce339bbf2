import { addDays, mondayOf, schoolStart, weekdayOnOrBefore, yearOf } from './dates.ts';
import { createFamily, type FamilyContext, type FamilyPlan } from './family.ts';
import { createNumberIssuer } from './issue-numbers.ts';
import type { Family, FamilyKind, Mover, MoverKind } from './model.ts';
import type { Origin } from './names.ts';
import { type Area, areasOf, drawAddress } from './places.ts';
import { createRandom } from './random.ts';

/** A family that moved from Ringsaker to Sarpsborg, and which of each municipality's areas it lived in. */
export interface MovingFamily {
  readonly family: Family;
  readonly movers: readonly Mover[];
  readonly from: Area;
  readonly to: Area;
}

interface Story {
  readonly kind: FamilyKind;
  readonly origin: Origin;
  readonly children: readonly (FamilyPlan['children'][number] & { readonly mover: MoverKind })[];
}

/** The special families come first; the ordinary ones let each run of the demo tell of another child. */
function stories(schoolYear: number, today: string): readonly Story[] {
  // Fifteen on the day the demo runs, whichever half of the school year that is.
  const fifteen = `${schoolYear - 15}-${yearOf(today) === schoolYear ? '02-14' : '09-14'}`;
  const ordinary: readonly (readonly [FamilyKind, Origin, readonly number[]])[] = [
    ['together', 'norwegian', [5]],
    ['two-homes', 'norwegian', [3]],
    ['together', 'polish', [8]],
    ['together', 'norwegian', [6, 3]],
    ['sole-mother', 'norwegian', [7]],
    ['together', 'ukrainian', [4]],
    ['together', 'sami', [9]],
    ['step-family', 'norwegian', [5]],
    ['together', 'somali', [2, 6]],
    ['lives-with-mother', 'norwegian', [8]],
    ['two-mothers', 'norwegian', [4]],
    ['together', 'tamil', [9]],
    ['foster', 'norwegian', [6]],
    ['together', 'lithuanian', [3]],
    ['lives-with-father', 'norwegian', [7]],
    ['together', 'vietnamese', [5, 8]],
    ['together', 'norwegian', [2]],
    ['sole-father', 'norwegian', [9]],
    ['together', 'arabic', [4]],
    ['together', 'norwegian', [7]],
    ['other-guardian', 'norwegian', [6]],
    ['together', 'eritrean', [8]],
    ['together', 'norwegian', [3]],
    ['two-homes', 'norwegian', [9]],
  ];
  return [
    { kind: 'together', origin: 'norwegian', children: [{ level: 8, mover: 'main' }] },
    {
      kind: 'sole-mother',
      origin: 'norwegian',
      children: [{ level: 4, grading: 'strengtFortrolig', mover: 'graded-6-sibling' }],
    },
    { kind: 'together', origin: 'norwegian', children: [{ level: 10, birthDate: fifteen, mover: 'fifteen' }] },
    {
      kind: 'lives-with-mother',
      origin: 'norwegian',
      children: [{ level: 6, grading: 'fortrolig', mover: 'graded-7' }],
    },
    ...ordinary.map(
      ([kind, origin, levels]): Story => ({
        kind,
        origin,
        children: levels.map((level) => ({ level, mover: 'ordinary' })),
      }),
    ),
  ];
}

/** The same families for both municipalities: they depend on seed, school year and day alone. */
export function createMovingFamilies(options: {
  readonly seed: string;
  readonly schoolYear: number;
  readonly today: string;
}): readonly MovingFamily[] {
  const random = createRandom(`${options.seed}/movers`);
  const context: FamilyContext = { ...options, random, issuer: createNumberIssuer('movers', random) };
  const [start, thisWeek] = [schoolStart(options.schoolYear), mondayOf(options.today)];
  const startsOn = thisWeek > start ? thisWeek : weekdayOnOrBefore(start);
  const result = stories(options.schoolYear, options.today).map((story, index): MovingFamily => {
    const [fromAreas, toAreas] = [areasOf('Ringsaker'), areasOf('Sarpsborg')];
    const from = fromAreas[index < 2 ? 0 : index % fromAreas.length] as Area;
    const to = toAreas[index < 2 ? 0 : index % toAreas.length] as Area;
    const movedOn = addDays(startsOn, -random.int(5, 16));
    const family = createFamily(
      {
        kind: story.kind,
        origin: story.origin,
        children: story.children,
        home: drawAddress('Ringsaker', from, random),
        otherHome: drawAddress('Ringsaker', random.pick(fromAreas), random),
        moved: { to: drawAddress('Sarpsborg', to, random), on: movedOn },
      },
      context,
    );
    const movers = family.children.map((child, which): Mover => {
      const kind = story.children[which]?.mover ?? 'ordinary';
      return { nationalId: child.nationalId, kind, family: story.kind, name: child.name, startsOn, movedOn };
    });
    return { family, movers, from, to };
  });
  return asHalfSiblings(result);
}

/**
 * The child on a secret address is the main child's half-sibling: they share a father, who lives with the main child and
 * holds no foreldreansvar for the other one.
 */
function asHalfSiblings(families: readonly MovingFamily[]): readonly MovingFamily[] {
  const [main, secret, ...others] = families;
  const father = main?.family.children[0]?.parents.find((parent) => parent.role === 'far');
  if (!main || !secret || !father) return families;
  const withoutOwnFather = secret.family.adults.filter((adult) => adult.gender === 'female');
  const children = secret.family.children.map((child) => ({
    ...child,
    parents: [...child.parents.filter((parent) => parent.role === 'mor'), father],
    rosterGuardians: child.rosterGuardians.filter((id) => withoutOwnFather.some((adult) => adult.nationalId === id)),
  }));
  return [main, { ...secret, family: { ...secret.family, adults: withoutOwnFather, children } }, ...others];
}

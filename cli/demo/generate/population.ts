import { createFamily, type FamilyContext } from './family.ts';
import type { Child, Family, Grading, MunicipalityName, Unit } from './model.ts';
import type { MovingFamily } from './movers.ts';
import { areasOf, drawAddress } from './places.ts';
import type { AreaUnits } from './units.ts';

export interface Placement {
  readonly child: Child;
  readonly unit: Unit;
  /** The SFO the child also goes to. */
  readonly sfo?: Unit;
}

export interface Population {
  readonly families: readonly Family[];
  readonly placements: readonly Placement[];
}

/** How many of the families that live here all along have a graded address, per municipality. */
const gradedFamilies: readonly Grading[] = ['fortrolig', 'strengtFortrolig', 'klientadresse', 'fortrolig'];

/** Fills each unit's places with families whose children go to the schools of their own area. */
export function createPopulation(
  name: MunicipalityName,
  areaUnits: readonly AreaUnits[],
  moving: readonly MovingFamily[],
  context: FamilyContext,
): Population {
  const { random } = context;
  const places = createPlaces(areaUnits, context);
  const families: Family[] = [];
  const placements: Placement[] = [];
  const settle = (family: Family, units: readonly Unit[], home: AreaUnits) => {
    families.push(family);
    for (const [index, child] of family.children.entries()) {
      const unit = units[index] as Unit;
      const sfo = home.primary.find(({ school }) => school === unit)?.sfo;
      const usesSfo = sfo !== undefined && child.level <= 4 && random.chance(0.45);
      placements.push({ child, unit, ...(usesSfo ? { sfo } : {}) });
    }
  };

  for (const { family, from, to } of moving) {
    const home = areaUnits.find(({ area }) => area === (name === 'Ringsaker' ? from : to));
    if (!home) throw new RangeError(`a moving family without an area in ${name}`);
    const units = family.children.map((child) => {
      const unit = child.level >= 8 ? home.lowerSecondary : (home.primary[0] as AreaUnits['primary'][number]).school;
      places.take(unit, child.level);
      return unit;
    });
    settle(family, units, home);
  }

  for (const home of areaUnits) {
    for (let open = places.open(home); open; open = places.open(home)) {
      places.take(open.unit, open.level);
      const members = [open, ...drawSiblings(open, home, places, context)];
      const grading = families.length % 97 === 13 ? gradedFamilies[Math.floor(families.length / 97)] : undefined;
      const family = createFamily(
        {
          children: members.map(({ level }) => ({ level, ...(grading ? { grading } : {}) })),
          home: drawAddress(name, home.area, random),
          otherHome: drawAddress(name, random.pick(areasOf(name)), random),
        },
        context,
      );
      settle(
        family,
        members.map(({ unit }) => unit),
        home,
      );
    }
  }
  return { families, placements };
}

interface Place {
  readonly unit: Unit;
  readonly level: number;
}

interface Places {
  take(unit: Unit, level: number): boolean;
  /** A place that is still free in the area, oldest level first. */
  open(home: AreaUnits): Place | undefined;
}

function createPlaces(areaUnits: readonly AreaUnits[], { random }: FamilyContext): Places {
  const left = new Map<string, number>();
  const key = (unit: Unit, level: number) => `${unit.localId}/${level}`;
  const about = (size: number) => Math.round(size * (0.88 + random.next() * 0.24));
  const unitsOf = (home: AreaUnits) =>
    new Set([home.lowerSecondary, ...home.primary.map(({ school }) => school), ...home.kindergartens]);
  for (const home of areaUnits) {
    const perLevel = home.primary.reduce((sum, school) => sum + school.perLevel, 0);
    for (const unit of unitsOf(home))
      for (const level of unit.levels) {
        const primarySize = home.primary.find(({ school }) => school === unit)?.perLevel ?? 0;
        left.set(key(unit, level), about(level >= 8 ? perLevel : level >= 1 ? primarySize : 9));
      }
  }
  return {
    take(unit, level) {
      const free = left.get(key(unit, level)) ?? 0;
      if (free > 0) left.set(key(unit, level), free - 1);
      return free > 0;
    },
    open(home) {
      for (const unit of unitsOf(home))
        for (const level of unit.levels.toReversed()) if ((left.get(key(unit, level)) ?? 0) > 0) return { unit, level };
      return undefined;
    },
  };
}

/** Younger brothers and sisters, one to four years apart (now and then twins), where their schools have room. */
function drawSiblings(first: Place, home: AreaUnits, places: Places, { random }: FamilyContext): readonly Place[] {
  const wanted = random.weighted<number>([
    [0, 36],
    [1, 42],
    [2, 17],
    [3, 5],
  ]);
  const primary = home.primary.find(({ school }) => school === first.unit) ?? random.pick(home.primary);
  const siblings: Place[] = [];
  let level = first.level;
  for (let count = 0; count < wanted; count += 1) {
    level -= random.chance(0.02) ? 0 : random.int(1, 4);
    if (level < -4) break;
    const unit =
      level >= 8
        ? home.lowerSecondary
        : level >= 1
          ? primary.school
          : home.kindergartens.length > 0
            ? random.pick(home.kindergartens)
            : undefined;
    if (unit && places.take(unit, level)) siblings.push({ unit, level });
  }
  return siblings;
}

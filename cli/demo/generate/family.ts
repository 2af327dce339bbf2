import { addDays, yearOf } from './dates.ts';
import type { NumberIssuer } from './issue-numbers.ts';
import type { Address, Adult, Child, Family, FamilyKind, Gender, Grading, ParentRole, Residence } from './model.ts';
import { asciiLetters, drawFamilyName, drawName, drawOrigin, homeLanguage, type Origin } from './names.ts';
import type { Random } from './random.ts';

export interface FamilyPlan {
  readonly kind?: FamilyKind;
  readonly origin?: Origin;
  readonly children: readonly {
    readonly level: number;
    readonly birthDate?: string;
    readonly gender?: Gender;
    readonly grading?: Grading;
  }[];
  readonly home: Address;
  /** Where a parent who does not live with the child lives. */
  readonly otherHome: Address;
  /** The household moved (Folkeregisteret's flyttedato). */
  readonly moved?: { readonly to: Address; readonly on: string };
}

export interface FamilyContext {
  readonly random: Random;
  readonly issuer: NumberIssuer;
  readonly schoolYear: number;
  readonly today: string;
}

const kinds: readonly (readonly [FamilyKind, number])[] = [
  ['together', 640],
  ['two-homes', 80],
  ['lives-with-mother', 110],
  ['lives-with-father', 25],
  ['sole-mother', 60],
  ['sole-father', 10],
  ['two-mothers', 12],
  ['step-family', 45],
  ['foster', 14],
  ['other-guardian', 4],
];

/** A child on year level N turns N + 5 in the calendar year in which the school year starts. */
function drawBirthDate(level: number, { random, schoolYear, today }: FamilyContext): string {
  const date = addDays(`${schoolYear - 5 - level}-01-01`, random.int(0, 364));
  return date < today ? date : addDays(today, -random.int(60, 120));
}

export function createFamily(plan: FamilyPlan, context: FamilyContext): Family {
  const { random } = context;
  const kind = plan.kind ?? random.weighted(kinds);
  const origin = plan.origin ?? drawOrigin(random);
  const familyName = drawFamilyName(origin, random);
  const birthDates = plan.children.map((child) => child.birthDate ?? drawBirthDate(child.level, context));
  const eldest = birthDates.toSorted()[0] as string;
  const household = householdOf(kind, { plan, origin, familyName, eldest, context });
  const children = plan.children.map((wanted, index): Child => {
    const birthDate = birthDates[index] as string;
    const gender = wanted.gender ?? (random.chance(0.49) ? 'female' : 'male');
    // Those newly come to the country may have a D-number before they get a national id.
    const dNumber = origin === 'ukrainian' && random.chance(0.2);
    return {
      nationalId: context.issuer.nationalId(birthDate, gender, { dNumber }),
      name: drawName(origin, gender, familyName, random),
      gender,
      birthDate,
      level: wanted.level,
      nativeLanguage: homeLanguage(origin),
      writtenForm: random.chance(0.06) ? 'nn' : 'nb',
      grading: wanted.grading ?? 'ugradert',
      residences: residencesOf(plan.home, birthDate, plan.moved),
      ...(household.shared ? { sharedResidence: household.shared } : {}),
      parents: household.parents,
      responsibility: household.responsibility,
      rosterGuardians: household.rosterGuardians,
    };
  });
  return { kind, children, adults: household.adults };
}

const residencesOf = (home: Address, from: string, moved: FamilyPlan['moved']): readonly Residence[] =>
  moved
    ? [
        { address: home, from },
        { address: moved.to, from: moved.on },
      ]
    : [{ address: home, from }];

interface Household {
  readonly adults: readonly Adult[];
  readonly parents: Child['parents'];
  readonly responsibility: Child['responsibility'];
  readonly rosterGuardians: readonly string[];
  readonly shared?: Residence;
}

interface HouseholdInput {
  readonly plan: FamilyPlan;
  readonly origin: Origin;
  readonly familyName: string;
  readonly eldest: string;
  readonly context: FamilyContext;
}

/** Who lives together, who holds foreldreansvar, and whom the roster lists: three different things. */
function householdOf(kind: FamilyKind, input: HouseholdInput): Household {
  const grading = input.plan.children[0]?.grading ?? 'ugradert';
  const atHome = (gender: Gender, familyName = input.familyName, ages?: readonly [number, number]) =>
    createAdult(gender, { ...input, familyName, grading, home: input.plan.home, moved: input.plan.moved }, ages);
  const elsewhere = (gender: Gender, familyName = drawFamilyName(input.origin, input.context.random)) =>
    createAdult(gender, { ...input, familyName, grading: 'ugradert', home: input.plan.otherHome, moved: undefined });
  const ids = (...adults: readonly Adult[]) => adults.map((adult) => adult.nationalId);
  const parent = (adult: Adult, role: ParentRole) => ({ nationalId: adult.nationalId, role });
  const jointly = (...adults: readonly Adult[]) =>
    ids(...adults).map((holder) => ({ kind: 'felles' as const, holder }));

  switch (kind) {
    case 'together':
    case 'two-mothers': {
      const [one, other] = [atHome('female'), atHome(kind === 'together' ? 'male' : 'female')];
      return {
        adults: [one, other],
        parents: [parent(one, 'mor'), parent(other, kind === 'together' ? 'far' : 'medmor')],
        responsibility: jointly(one, other),
        rosterGuardians: ids(one, other),
      };
    }
    case 'two-homes':
    case 'lives-with-mother':
    case 'lives-with-father': {
      const withMother = kind !== 'lives-with-father';
      const mother = withMother ? atHome('female') : elsewhere('female');
      const father = withMother ? elsewhere('male', input.familyName) : atHome('male');
      const apart = withMother ? father : mother;
      return {
        adults: [mother, father],
        parents: [parent(mother, 'mor'), parent(father, 'far')],
        responsibility: jointly(mother, father),
        rosterGuardians: ids(mother, father),
        ...(kind === 'two-homes' ? { shared: secondHome(apart, input.eldest) } : {}),
      };
    }
    case 'sole-mother':
    case 'sole-father': {
      const [home, away] = kind === 'sole-mother' ? (['mor', 'far'] as const) : (['far', 'mor'] as const);
      const holder = atHome(home === 'mor' ? 'female' : 'male');
      const other = elsewhere(away === 'mor' ? 'female' : 'male');
      // Some rosters list the other parent all the same: a parent in a roster is no holder of foreldreansvar.
      const listed = input.context.random.chance(0.25) ? ids(holder, other) : ids(holder);
      return {
        adults: [holder, other],
        parents: [parent(holder, home), parent(other, away)],
        responsibility: [{ kind: home, holder: holder.nationalId }],
        rosterGuardians: listed,
      };
    }
    case 'step-family': {
      const mother = atHome('female');
      const stepfather = atHome('male', drawFamilyName(input.origin, input.context.random));
      const father = elsewhere('male', input.familyName);
      return {
        adults: [mother, stepfather, father],
        parents: [parent(mother, 'mor'), parent(father, 'far')],
        responsibility: jointly(mother, father),
        rosterGuardians: ids(mother, stepfather),
      };
    }
    case 'foster': {
      const fosterName = drawFamilyName('norwegian', input.context.random);
      const fosterParents = [atHome('female', fosterName), atHome('male', fosterName)];
      const [mother, father] = [elsewhere('female', input.familyName), elsewhere('male', input.familyName)];
      return {
        adults: [...fosterParents, mother, father],
        parents: [parent(mother, 'mor'), parent(father, 'far')],
        responsibility: jointly(mother, father),
        rosterGuardians: ids(...fosterParents),
      };
    }
    case 'other-guardian': {
      const grandmother = atHome('female', input.familyName, [48, 62]);
      return {
        adults: [grandmother],
        parents: [],
        responsibility: [{ kind: 'andre', holder: grandmother.nationalId }],
        rosterGuardians: ids(grandmother),
      };
    }
  }
}

function secondHome(adult: Adult, from: string): Residence {
  const last = adult.residences.at(-1);
  if (!last) throw new RangeError('an adult without a residence');
  return { address: last.address, from };
}

interface AdultInput extends HouseholdInput {
  readonly grading: Grading;
  readonly home: Address;
  readonly moved: FamilyPlan['moved'];
}

function createAdult(gender: Gender, input: AdultInput, ages: readonly [number, number] = [21, 41]): Adult {
  const { random, issuer } = input.context;
  const birthDate = addDays(`${yearOf(input.eldest) - random.int(...ages)}-01-01`, random.int(0, 364));
  const name = drawName(input.origin, gender, input.familyName, random);
  const mailbox = `${asciiLetters(name.given)}.${asciiLetters(name.family)}${random.int(1, 99)}`;
  return {
    nationalId: issuer.nationalId(birthDate, gender),
    name,
    gender,
    birthDate,
    // No Norwegian subscriber number begins with 00, and .example is nobody's domain: neither reaches a person.
    phone: `+4700${String(random.int(0, 999_999)).padStart(6, '0')}`,
    email: `${mailbox}@post.example`,
    grading: input.grading,
    residences: residencesOf(input.home, addDays(input.eldest, -random.int(40, 2000)), input.moved),
  };
}

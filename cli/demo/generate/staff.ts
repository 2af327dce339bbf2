import { addDays } from './dates.ts';
import type { FamilyContext } from './family.ts';
import type { Membership, Person, Profile, Unit } from './model.ts';
import { drawFamilyName, drawName, drawOrigin } from './names.ts';

export interface UnitStaff {
  readonly leader: Person;
  readonly deputies: readonly Person[];
  readonly secretary?: Person;
  readonly teachers: readonly Person[];
  readonly assistants: readonly Person[];
}

export function createStaffMember({ random, issuer, schoolYear }: FamilyContext): Person {
  const origin = random.chance(0.85) ? 'norwegian' : drawOrigin(random);
  const gender = random.chance(0.7) ? 'female' : 'male';
  const birthDate = addDays(`${schoolYear - random.int(25, 64)}-01-01`, random.int(0, 364));
  return {
    nationalId: issuer.nationalId(birthDate, gender),
    name: drawName(origin, gender, drawFamilyName(origin, random), random),
    gender,
    birthDate,
  };
}

/** The people who work at a unit: enough teachers for two per big class and one per small one, and subject teachers. */
export function createUnitStaff(unit: Unit, children: number, classes: number, context: FamilyContext): UnitStaff {
  const many = (count: number) => Array.from({ length: Math.ceil(count) }, () => createStaffMember(context));
  const school = unit.kind === 'school';
  return {
    leader: createStaffMember(context),
    deputies: school && children > 180 ? many(1) : [],
    ...(school ? { secretary: createStaffMember(context) } : {}),
    teachers: school ? many(classes * 1.5 + 1) : unit.kind === 'kindergarten' ? many(classes) : [],
    assistants: many(school ? classes / 3 : unit.kind === 'kindergarten' ? classes * 2 : children / 14),
  };
}

/** The owner's own people: head of education, and case workers who act outside the schools. */
export function createOwnerStaff(
  profile: Profile,
  context: FamilyContext,
): { readonly staff: Person[]; readonly memberships: Membership[] } {
  const [head, ...caseWorkers] = Array.from({ length: 4 }, () => createStaffMember(context)) as [Person, ...Person[]];
  const at = (person: Person, role: '05' | '07'): Membership => ({
    container: profile.ownerLocalId,
    nationalId: person.nationalId,
    role,
    from: `${context.schoolYear - context.random.int(1, 9)}-01-01`,
    primary: true,
  });
  return {
    staff: [head, ...caseWorkers],
    memberships: [at(head, '05'), ...caseWorkers.map((person) => at(person, '07'))],
  };
}

import type { Address, Adult, Child, Family, Person, Profile, RosterPerson } from './model.ts';
import { asciiLetters } from './names.ts';
import type { Random } from './random.ts';

interface RosterInput {
  readonly profile: Profile;
  readonly staff: readonly Person[];
  readonly families: readonly Family[];
  readonly random: Random;
}

/**
 * The persons as the school-administration system lists them: staff, children, and those it calls guardians.
 *
 * A parent who is known to Folkeregisteret alone is not among them.
 */
export function listRosterPeople({ profile, staff, families, random }: RosterInput): readonly RosterPerson[] {
  const prefix = profile.ownerLocalId.slice(0, 2);
  const feideNames = createFeideNames(profile.realm, random);
  let count = 1000;
  const localId = () => {
    count += 1;
    return `${prefix}-${count}`;
  };
  const people: RosterPerson[] = staff.map((person) => ({
    localId: localId(),
    kind: 'staff',
    person,
    feideName: feideNames(person),
  }));
  const listed = new Set<string>();
  for (const family of families) {
    const wanted = new Set(family.children.flatMap((child) => child.rosterGuardians));
    for (const child of family.children)
      people.push({
        localId: localId(),
        kind: 'child',
        person: child,
        child,
        ...(child.level >= 1 ? { feideName: feideNames(child) } : {}),
        ...addressIn(profile, child),
        guardians: child.rosterGuardians,
      });
    for (const adult of family.adults) {
      if (!wanted.has(adult.nationalId) || listed.has(adult.nationalId)) continue;
      listed.add(adult.nationalId);
      people.push({ localId: localId(), kind: 'guardian', person: adult, adult });
    }
  }
  return people;
}

/** The roster knows the last address in its own municipality, and none where the address is graded. */
function addressIn(profile: Profile, child: Child | Adult): { address?: Address } {
  if (child.grading !== 'ugradert') return {};
  const own = child.residences
    .filter(({ address }) => address.municipalityNumber === profile.municipalityNumber)
    .at(-1);
  return own ? { address: own.address } : {};
}

/** `user@realm`: letters of the name and a number; unique in the realm. */
function createFeideNames(realm: string, random: Random): (person: Person) => string {
  const taken = new Set<string>();
  return ({ name }) => {
    const stem = `${asciiLetters(name.given).slice(0, 3)}${asciiLetters(name.family).slice(0, 3)}`;
    for (;;) {
      const candidate = `${stem}${random.int(10, 9999)}@${realm}`;
      if (taken.has(candidate)) continue;
      taken.add(candidate);
      return candidate;
    }
  };
}

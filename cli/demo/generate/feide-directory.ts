import { addDays } from './dates.ts';
import type { Group, GroupKind, MunicipalityModel, RoleType, RosterPerson, Unit } from './model.ts';
import { formattedName } from './names.ts';

/** A group as Feide's groups API shows it. */
export interface FeideGroupDocument {
  readonly id: string;
  readonly type: 'fc:org' | 'fc:gogroup';
  readonly displayName: string | { readonly nb: string };
  readonly public?: boolean;
  readonly parent?: string;
  readonly orgType?: readonly string[];
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly go_type?: 'b' | 'u' | 'a';
  readonly go_type_displayName?: string;
  readonly grep?: { readonly displayName: string; readonly code: string };
}

export interface FeideMemberDocument {
  readonly userid_sec: readonly string[];
  readonly name: string;
  readonly membership: {
    readonly basic: 'member' | 'admin';
    readonly affiliation: 'student' | 'faculty' | 'employee';
    readonly displayName: string;
    readonly primarySchool?: boolean;
  };
}

/** A host organisation's directory: the groups, and who is a member of each. */
export interface FeideDirectory {
  readonly realm: string;
  readonly groups: readonly FeideGroupDocument[];
  readonly members: Readonly<Record<string, readonly FeideMemberDocument[]>>;
}

/** Feide knows basisgruppe (b), undervisningsgruppe (u) and other groups (a); year levels come from Grep instead. */
const goTypes: Readonly<Partial<Record<GroupKind, { readonly type: 'b' | 'u' | 'a'; readonly name: string }>>> = {
  basisgruppe: { type: 'b', name: 'basisgruppe' },
  undervisningsgruppe: { type: 'u', name: 'undervisningsgruppe' },
  språkopplæring: { type: 'a', name: 'andre grupper' },
};

/** The directory of the municipality's schools in Feide; SFO and kindergartens are not in it. */
export function feideDirectory(model: MunicipalityModel): FeideDirectory {
  const { realm, legalName, kind } = model.profile;
  const [ownerType, schoolType] =
    kind === 'COUNTY'
      ? (['upper_secondary_owner', 'upper_secondary'] as const)
      : (['primary_and_lower_secondary_owner', 'primary_and_lower_secondary'] as const);
  const organisation = `fc:org:${realm}`;
  const schools = model.units.filter((unit) => unit.kind === 'school');
  const groups: FeideGroupDocument[] = [
    {
      id: organisation,
      type: 'fc:org',
      displayName: { nb: legalName },
      public: true,
      orgType: [ownerType],
    },
    ...schools.map((unit) => ({
      id: unitId(realm, unit),
      type: 'fc:org' as const,
      displayName: unit.name,
      public: false,
      orgType: [schoolType],
      parent: organisation,
    })),
  ];
  const idOf = new Map(schools.map((unit) => [unit.localId, unitId(realm, unit)]));
  for (const group of model.groups) {
    const kind = goTypes[group.kind];
    if (!kind || group.unit.kind !== 'school') continue;
    const document = groupDocument(realm, group, kind);
    groups.push(document);
    idOf.set(group.localId, document.id);
  }
  const people = new Map(model.people.map((person) => [person.person.nationalId, person]));
  const newcomers = new Set(model.moversArrive ? model.movers.map((mover) => mover.nationalId) : []);
  const members: Record<string, FeideMemberDocument[]> = { [organisation]: [] };
  const add = (group: string, person: RosterPerson, membership: FeideMemberDocument['membership']) => {
    const list = members[group] ?? [];
    members[group] = list;
    list.push({ userid_sec: [`feide:${person.feideName}`], name: formattedName(person.person.name), membership });
  };
  // Whoever has an account is a member of the host organisation.
  for (const person of model.people)
    if (person.feideName) add(organisation, person, memberRole(person.kind === 'child' ? '01' : '04'));
  for (const { container, nationalId, role, primary } of model.memberships) {
    const id = idOf.get(container);
    const person = people.get(nationalId);
    // Those who just came have an account and no memberships yet: the move asks the directory for them.
    if (id === undefined || !person?.feideName || newcomers.has(nationalId)) continue;
    add(id, person, { ...memberRole(role), ...(id.startsWith('fc:org') ? { primarySchool: primary === true } : {}) });
  }
  return { realm, groups, members };
}

const unitId = (realm: string, unit: Unit) => `fc:org:${realm}:unit:NO${unit.organisationNumber}`;

/** Local midnight as Feide writes it, in UTC; October to March Norway is one hour ahead, else two. */
const midnight = (iso: string) => {
  const summer = iso.slice(5) >= '04-01' && iso.slice(5) < '10-25';
  return new Date(Date.parse(`${iso}T00:00:00Z`) - (summer ? 2 : 1) * 3_600_000).toISOString().replace('.000', '');
};

function groupDocument(
  realm: string,
  group: Group,
  kind: { readonly type: 'b' | 'u' | 'a'; readonly name: string },
): FeideGroupDocument {
  const { unit, subject, from, to } = group;
  const local = group.localId.slice(unit.localId.length + 1).toLowerCase();
  return {
    id: `fc:gogroup:${realm}:${kind.type}:NO${unit.organisationNumber}:${local}:${from}:${to}`,
    type: 'fc:gogroup',
    displayName: group.shortName,
    notBefore: midnight(from),
    // The last day is whole: Feide writes the midnight that ends it.
    notAfter: midnight(addDays(to, 1)),
    go_type: kind.type,
    go_type_displayName: kind.name,
    // Feide writes the parent of teaching groups with the group prefix, of the others with the organisation prefix.
    parent: kind.type === 'u' ? `fc:gogroup:${realm}:unit:NO${unit.organisationNumber}` : unitId(realm, unit),
    ...(subject && group.level !== undefined
      ? { grep: { displayName: `${subject.name} ${group.level}. årstrinn`, code: subject.code } }
      : {}),
  };
}

function memberRole(role: RoleType): FeideMemberDocument['membership'] {
  if (role === '01') return { basic: 'member', affiliation: 'student', displayName: 'Elev' };
  if (role === '02' || role === '06') return { basic: 'admin', affiliation: 'faculty', displayName: 'Lærer' };
  return { basic: 'admin', affiliation: 'employee', displayName: 'Ansatt' };
}

import { schoolEnd, schoolStart } from './dates.ts';
import type { FamilyContext } from './family.ts';
import type { Child, Group, Membership, Person, Unit } from './model.ts';
import { formattedName } from './names.ts';
import { createUnitStaff, type UnitStaff } from './staff.ts';
import { subjectsOf } from './subjects.ts';

export interface UnitRoll {
  readonly staff: readonly Person[];
  readonly groups: readonly Group[];
  readonly memberships: readonly Membership[];
}

/** Where a child newly started, membership begins that day instead of at the start of the school year. */
export type StartsOn = (nationalId: string) => string | undefined;

/** The biggest class; municipalities split a year level before it is reached. */
const biggestClass = 26;

/** Classes, year levels, teaching groups, contact teachers' groups and the staff of one unit. */
export function createUnitRoll(
  unit: Unit,
  children: readonly Child[],
  startsOn: StartsOn,
  context: FamilyContext,
): UnitRoll {
  const { random, schoolYear } = context;
  const [from, to] = [schoolStart(schoolYear), schoolEnd(schoolYear)];
  const classes =
    unit.kind === 'sfo' ? [] : unit.kind === 'kindergarten' ? departments(children) : classesOf(unit, children);
  const staff = createUnitStaff(unit, children.length, classes.length, context);
  const groups: Group[] = [];
  const memberships: Membership[] = employments(unit, staff, context);
  const add = (group: Omit<Group, 'unit' | 'from' | 'to'>, pupils: readonly Child[], leaders: readonly Lead[]) => {
    groups.push({ ...group, unit, from, to });
    for (const { person, role } of leaders)
      memberships.push({
        container: group.localId,
        nationalId: person.nationalId,
        role,
        ...(group.kind === 'undervisningsgruppe' ? { subrole: 'faglærer' as const } : {}),
        from,
        to,
      });
    for (const { nationalId } of pupils)
      memberships.push({ container: group.localId, nationalId, role: '01', from: startsOn(nationalId) ?? from, to });
  };

  const teacherAt = (index: number) => staff.teachers[index % staff.teachers.length] as Person;
  let nextTeacher = 0;
  for (const [index, { name, level, pupils }] of classes.entries()) {
    const contacts = Array.from({ length: pupils.length > 18 ? 2 : 1 }, () => teacherAt(nextTeacher++));
    const assistant =
      staff.assistants.length > 0 && index % 3 === 0 ? staff.assistants[Math.floor(index / 3)] : undefined;
    const leaders: Lead[] = contacts.map((person) => ({ person, role: '06' }));
    if (assistant) leaders.push({ person: assistant, role: '08' });
    const id = `${unit.localId}-${name.replaceAll(' ', '')}`;
    add(
      {
        localId: `${id}-basis`,
        kind: 'basisgruppe',
        shortName: name,
        longName: unit.kind === 'school' ? `Basisgruppe ${name}` : `Avdeling ${name}`,
        ...(level === undefined ? {} : { level }),
      },
      pupils,
      leaders,
    );
    if (level === undefined) continue;
    for (const [half, contact] of contacts.entries())
      add(
        {
          localId: `${id}-kontakt-${half + 1}`,
          kind: 'kontaktlærergruppe',
          shortName: `${name} gruppe ${half + 1}`,
          longName: `Kontaktlærergruppe ${name}, ${formattedName(contact.name)}`,
          level,
        },
        pupils.filter((_, place) => place % contacts.length === half),
        [{ person: contact, role: '06' }],
      );
    for (const [place, subject] of subjectsOf(level).entries()) {
      // The first subjects are taught by the class's own teachers, the others by subject teachers.
      const teacher = place < 2 ? (contacts[place % contacts.length] as Person) : teacherAt(nextTeacher + place);
      add(
        {
          localId: `${id}-${subject.code}`,
          kind: 'undervisningsgruppe',
          shortName: `${subject.name} ${name}`,
          longName: `Undervisningsgruppe ${subject.name} ${name} (${subject.code})`,
          level,
          subject,
        },
        pupils,
        [{ person: teacher, role: '02' }],
      );
    }
  }
  for (const level of unit.kind === 'school' ? unit.levels : [])
    add(
      {
        localId: `${unit.localId}-trinn-${level}`,
        kind: 'trinn',
        shortName: `${level}. trinn`,
        longName: `${level}. trinn`,
        level,
      },
      children.filter((child) => child.level === level),
      [],
    );
  if (unit.kind === 'school') {
    const newToNorwegian = children.filter(
      ({ nativeLanguage: language }) => !['nb', 'se'].includes(language) && random.chance(0.35),
    );
    const sami = children.filter(({ nativeLanguage }) => nativeLanguage === 'se');
    const language = (localId: string, shortName: string, longName: string, pupils: readonly Child[]) =>
      pupils.length > 0 &&
      add({ localId: `${unit.localId}-${localId}`, kind: 'språkopplæring', shortName, longName }, pupils, [
        { person: teacherAt(nextTeacher), role: '02' },
      ]);
    language('norskopplaering', 'Særskilt norsk', 'Særskilt språkopplæring i norsk', newToNorwegian);
    language('nordsamisk', 'Nordsamisk', 'Nordsamisk som andrespråk, fjernundervisning', sami);
  }
  if (unit.kind === 'sfo' && children.length > 0)
    add(
      { localId: `${unit.localId}-gruppe`, kind: 'sfo', shortName: 'SFO', longName: unit.name },
      children,
      staff.assistants.map((person) => ({ person, role: '08' })),
    );
  const people = [staff.leader, ...staff.deputies, staff.secretary, ...staff.teachers, ...staff.assistants];
  return { staff: people.filter((person) => person !== undefined), groups, memberships };
}

interface Lead {
  readonly person: Person;
  readonly role: '02' | '06' | '08';
}

interface Class {
  readonly name: string;
  /** Absent in kindergartens, where departments mix ages. */
  readonly level?: number;
  readonly pupils: readonly Child[];
}

function classesOf(unit: Unit, children: readonly Child[]): readonly Class[] {
  return unit.levels.flatMap((level) => {
    const pupils = children.filter((child) => child.level === level);
    const count = Math.max(1, Math.ceil(pupils.length / biggestClass));
    return Array.from({ length: count }, (_, index) => ({
      // Upper secondary: year and programme (studiespesialisering), 1STA.
      name: `${level > 10 ? `${level - 10}ST` : level}${'ABCDEF'[index] ?? 'X'}`,
      level,
      pupils: pupils.filter((_pupil, place) => place % count === index),
    }));
  });
}

const departments = (children: readonly Child[]): readonly Class[] => [
  { name: 'Blåveis', pupils: children.filter((child) => child.level <= -3) },
  { name: 'Hvitveis', pupils: children.filter((child) => child.level > -3) },
];

function employments(unit: Unit, staff: UnitStaff, { random, schoolYear }: FamilyContext): Membership[] {
  const hired = () => `${schoolYear - random.int(0, 14)}-08-01`;
  const at = (person: Person, role: Membership['role'], subrole?: Membership['subrole']): Membership => ({
    container: unit.localId,
    nationalId: person.nationalId,
    role,
    ...(subrole ? { subrole } : {}),
    from: hired(),
    primary: true,
  });
  return [
    at(staff.leader, '05', unit.kind === 'school' ? 'rektor' : undefined),
    ...staff.deputies.map((person) => at(person, '05', 'inspektør')),
    ...(staff.secretary ? [at(staff.secretary, '04', 'kontormedarbeider')] : []),
    ...staff.teachers.map((person) => at(person, '02')),
    ...staff.assistants.map((person) => at(person, '08')),
  ];
}

/** The files, columns and code values of OneRoster CSV 1.1 and 1.2 (IMS Global) that a roster needs, and what they are here. */
import type { GroupType, Role, UnitKind } from '../roster-records.ts';

export const versions = ['1.1', '1.2'] as const;
export type OneRosterVersion = (typeof versions)[number];

/** Files of people and places; the others (results, resources, line items) are no roster and are not read. */
export const fileNames = [
  'orgs',
  'academicSessions',
  'courses',
  'demographics',
  'classes',
  'users',
  'roles',
  'enrollments',
] as const;
export type FileName = (typeof fileNames)[number];

interface FileColumns {
  readonly required: readonly string[];
  readonly others: readonly string[];
  /** Names from drafts that files still have, by the name that they are read as. */
  readonly alias?: Readonly<Record<string, string>>;
}

const base = ['status', 'dateLastModified'];
const words = (text: string) => text.split(/\s+/);

export const columns: Readonly<Record<FileName, FileColumns>> = {
  orgs: { required: ['sourcedId', 'name', 'type'], others: [...base, ...words('identifier parentSourcedId')] },
  academicSessions: {
    required: ['sourcedId', 'startDate', 'endDate'],
    others: [...base, ...words('title type parentSourcedId schoolYear')],
  },
  courses: {
    required: ['sourcedId'],
    others: [...base, ...words('schoolYearSourcedId title courseCode grades orgSourcedId subjects subjectCodes')],
    alias: { grade: 'grades', schoolYearId: 'schoolYearSourcedId' },
  },
  demographics: {
    required: ['sourcedId'],
    others: [
      ...base,
      ...words(`birthDate sex americanIndianOrAlaskaNative asian blackOrAfricanAmerican nativeHawaiianOrOtherPacificIslander white
        demographicRaceTwoOrMoreRaces hispanicOrLatinoEthnicity countryOfBirthCode stateOfBirthAbbreviation cityOfBirth
        publicSchoolResidenceStatus`),
    ],
    alias: { userSourcedId: 'sourcedId' },
  },
  classes: {
    required: ['sourcedId', 'title', 'schoolSourcedId'],
    others: [
      ...base,
      ...words('grades courseSourcedId classCode classType location termSourcedIds subjects subjectCodes periods'),
    ],
    alias: { grade: 'grades' },
  },
  users: {
    required: ['sourcedId', 'givenName', 'familyName'],
    others: [
      ...base,
      ...words(`enabledUser orgSourcedIds role username userIds middleName identifier email sms phone agentSourcedIds grades password
        userMasterIdentifier resourceSourcedIds preferredGivenName preferredMiddleName preferredFamilyName primaryOrgSourcedId
        pronouns`),
    ],
    alias: { userId: 'userIds', agents: 'agentSourcedIds' },
  },
  roles: {
    required: ['userSourcedId', 'role', 'orgSourcedId'],
    others: ['sourcedId', ...base, ...words('roleType beginDate endDate userProfileSourcedId')],
  },
  enrollments: {
    required: ['classSourcedId', 'userSourcedId', 'role'],
    others: ['sourcedId', ...base, ...words('schoolSourcedId primary beginDate endDate')],
  },
};

/** A district is the owner of its schools (skoleeier); so is what stands above it, where a file goes so far. */
export const orgTypes: Readonly<Record<string, UnitKind>> = {
  school: 'school',
  district: 'owner',
  local: 'owner',
  state: 'owner',
  national: 'owner',
};

/** A homeroom is the class a pupil belongs to (basisgruppe). */
export const classTypes: Readonly<Record<string, GroupType>> = {
  homeroom: 'base-group',
  scheduled: 'teaching-group',
};

/** A role decides access. Those who keep the systems, invigilate or advise get none by it. */
export const roles: Readonly<Record<string, Role>> = {
  student: 'pupil',
  teacher: 'teacher',
  aide: 'assistant',
  administrator: 'administrator',
  districtadministrator: 'administrator',
  siteadministrator: 'administrator',
  principal: 'school-leader',
  systemadministrator: 'other',
  proctor: 'other',
  counselor: 'other',
};

/** Those whom a school may call about a pupil. The role says nothing of foreldreansvar and gives no right. */
export const contactRoles: Readonly<Record<string, 'guardian' | 'next-of-kin'>> = {
  parent: 'guardian',
  guardian: 'guardian',
  relative: 'next-of-kin',
};

/** How files name the kinds of ids in `userIds`, in lower case. */
export const nationalIdTypes: ReadonlySet<string> = new Set(
  words('fnr nin fodselsnummer fødselsnummer personnin nationalid'),
);
export const feideIdTypes: ReadonlySet<string> = new Set(words('feide feideid edupersonprincipalname'));

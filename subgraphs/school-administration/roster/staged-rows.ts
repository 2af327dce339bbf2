/** Neutral records as the rows they are staged as: the store's own terms, still with the source's ids. */
import type {
  GroupType,
  RosterAbsence,
  RosterAddress,
  RosterContact,
  RosterGroup,
  RosterMark,
  RosterMembership,
  RosterPerson,
  Role as RosterRole,
  RosterUnit,
  UnitKind,
} from '../source/roster-records.ts';
import type { PostalAddress, Role } from '../store/tables.ts';

const unitKinds: Readonly<Record<UnitKind, string>> = {
  owner: 'OWNER',
  school: 'SCHOOL',
  kindergarten: 'KINDERGARTEN',
  'after-school': 'SFO',
};

/** The kinds of group in the store, by the neutral roster's types. */
export const groupKinds: Readonly<Record<GroupType, string>> = {
  'base-group': 'BASIC',
  'teaching-group': 'TEACHING',
  'contact-teacher-group': 'CONTACT_TEACHER',
  'year-level': 'YEAR_LEVEL',
  'education-programme': 'EDUCATION_PROGRAMME',
  'programme-area': 'PROGRAMME_AREA',
  subject: 'SUBJECT',
  'guardian-group': 'GUARDIANS',
  'language-training': 'LANGUAGE_TRAINING',
  'combined-group': 'COMBINED',
  'pupil-council': 'PUPIL_COUNCIL',
  'parents-council': 'PARENTS_COUNCIL',
  'school-committee': 'SCHOOL_COMMITTEE',
  'school-environment-committee': 'SCHOOL_ENVIRONMENT_COMMITTEE',
  'after-school': 'SFO',
  'exam-group': 'EXAM',
};

const roleNames: Readonly<Record<RosterRole, Role>> = {
  pupil: 'PUPIL',
  teacher: 'TEACHER',
  other: 'MEMBER',
  'school-leader': 'SCHOOL_LEADER',
  'contact-teacher': 'CONTACT_TEACHER',
  administrator: 'ADMINISTRATOR',
  assistant: 'ASSISTANT',
};

const addressOf = (address: RosterAddress | undefined): PostalAddress | null =>
  address
    ? { lines: address.lines, postcode: address.postalCode ?? null, place: address.locality ?? address.country ?? null }
    : null;

export const personRow = (person: RosterPerson) => ({
  line: person.line,
  source_id: person.id,
  former_ids: person.formerIds,
  given_name: person.givenName ?? null,
  family_name: person.familyName ?? null,
  full_name: person.fullName ?? null,
  national_id: person.nationalId ?? null,
  national_id_reported: person.nationalIdReported ?? null,
  feide_id: person.feideId ?? null,
  gender: person.gender?.toUpperCase() ?? null,
  birth_date: person.birthDate ?? null,
  email: person.email ?? null,
  phone: person.mobile ?? person.phone ?? null,
  address: addressOf(person.registeredAddress),
  postal_address: addressOf(person.postalAddress),
  language: person.preferredLanguage ?? null,
  mother_tongues: person.motherTongues,
  active: person.active,
  states_units: person.statesUnits === true,
  states_contacts: person.statesContacts !== false,
});

/** Whom to call about a child. */
export const contactRow = (childId: string, { personId, relation }: RosterContact) => ({
  child_source_id: childId,
  person_source_id: personId,
  relation: relation === 'guardian' ? 'GUARDIAN' : 'NEXT_OF_KIN',
});
export const contactRows = (person: RosterPerson) => person.contacts.map((contact) => contactRow(person.id, contact));

export const unitRow = (unit: RosterUnit) => ({
  line: unit.line,
  source_id: unit.id,
  former_ids: unit.formerIds,
  kind: unitKinds[unit.kind],
  name: unit.name,
  organisation_number: unit.organisationNumber ?? null,
  school_types: unit.schoolTypes,
  parent_source_id: unit.parentId ?? null,
});

export const groupRow = (group: RosterGroup) => ({
  line: group.line,
  source_id: group.id,
  former_ids: group.formerIds,
  kind: groupKinds[group.type],
  name: group.name,
  grep_code: group.grepCodes[0] ?? null,
  level: group.yearLevel ?? null,
  valid_from: group.begin ?? null,
  valid_to: group.end ?? null,
});

/** What a group is a part of: a unit, or another group. */
export const parentRows = (group: RosterGroup) =>
  group.parentIds.map((parent) => ({ group_source_id: group.id, parent_source_id: parent }));

export const resultRow = ({ record, line, personId, groupId, ...content }: RosterAbsence | RosterMark) => ({
  line,
  kind: record,
  person_source_id: personId,
  group_source_id: groupId,
  content,
});

export const membershipRow = (membership: RosterMembership) => ({
  line: membership.line,
  group_source_id: membership.groupId,
  person_source_id: membership.personId,
  role: roleNames[membership.role],
  subrole: membership.subrole ?? null,
  active: membership.active,
  valid_from: membership.begin ?? null,
  valid_to: membership.end ?? null,
  removed: membership.removed === true,
  level: membership.yearLevel ?? null,
});

import type { Fact } from './facts.ts';

/** Somebody who may meet a child here, and the facts that make them so in an ordinary situation: for pages that people read. */
export interface Role {
  readonly label: string;
  readonly facts: readonly Fact[];
  readonly kind: 'Person' | 'System';
}

const person = (label: string, ...facts: readonly Fact[]): Role => ({ label, facts, kind: 'Person' });
const parent: readonly Fact[] = ['isParent', 'holdsParentalResponsibility', 'clearedToKnowPlace'];

/** Every role that exists. What each may see is made from the policies, by asking them. */
export const roles = {
  pupil: person('the pupil', 'isPupil', 'clearedToKnowPlace'),
  parentAtHome: person('parent with foreldreansvar, with whom the child lives', ...parent, 'livesWithChild'),
  parentWhoAsked: person(
    'parent with foreldreansvar who lives elsewhere and has asked',
    ...parent,
    'hasStandingRequest',
  ),
  parentElsewhere: person('parent with foreldreansvar who lives elsewhere and has not asked', ...parent),
  parentWithout: person('parent without foreldreansvar', 'isParent', 'clearedToKnowPlace'),
  parentWithAnswer: person(
    'parent without foreldreansvar whom the school has answered',
    'isParent',
    'hasAnswer',
    'clearedToKnowPlace',
  ),
  parentAfterCareOrder: person('parent after a care order', 'isParent', 'holdsParentalResponsibility', 'careOrder'),
  fosterParent: person('foster parent after a care order', 'isFosterParent', 'careOrder', 'clearedToKnowPlace'),
  institution: person('institution after a care order', 'isInstitution', 'careOrder', 'clearedToKnowPlace'),
  childProtection: person(
    'barnevernstjenesten after a care order',
    'isChildProtection',
    'careOrder',
    'clearedToKnowPlace',
  ),
  contactTeacher: person('contact teacher', 'isContactTeacher', 'isEmployee'),
  teacher: person('teacher of a group of the child', 'teachesChild', 'isEmployee'),
  specialNeeds: person('special-needs staff named for the child', 'isSpecialNeedsStaff', 'isEmployee'),
  sfo: person('staff of its SFO or kindergarten', 'worksAtSfo', 'isEmployee'),
  secretary: person('secretary of its school', 'isSchoolSecretary', 'isUnitSecretary', 'isEmployee'),
  opener: person(
    'employee of its school who has opened the record with a reason',
    'openedRecord',
    'worksAtChildsUnit',
    'isEmployee',
  ),
  substitute: person('substitute, on the day', 'coversGroupToday'),
  rektor: person('rektor of its school', 'leadsSchool', 'leadsUnit', 'isEmployee'),
  ppt: person('PPT', 'isPptStaff'),
  schoolNurse: person('school nurse', 'isSchoolNurse'),
  municipalLeader: person('leader of the controller’s schools', 'isMunicipalLeader', 'isEmployee'),
  caseWorker: person('case worker', 'isCaseWorker', 'isEmployee'),
  named: person('named for the case of a graded child', 'namedForCase', 'isEmployee', 'addressConfidential'),
  appointed: person('appointed to name staff', 'appointedToName', 'isEmployee'),
  archivist: person('archivist', 'isArchivist', 'isEmployee'),
  dataProtectionOfficer: person('data-protection officer', 'isDataProtectionOfficer'),
  operator: person('operator', 'isOperator', 'isEmployee'),
  otherLeader: person('leader of another school, kindergarten or SFO', 'leadsUnit', 'isEmployee'),
  employee: person('another employee', 'isEmployee'),
  system: { label: 'a system that the school has approved', facts: ['approvedBySchool'], kind: 'System' },
} as const satisfies Record<string, Role>;

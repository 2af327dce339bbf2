import { describeRules } from '../test-support/describe-rules.ts';
import { away, seen, sees } from '../test-support/policy-answers.ts';

describeRules('school', {
  'contact-teacher-sees': [
    [
      'the contact teacher sees health and absence reasons; another teacher of the child does not',
      () =>
        (['health', 'attendance-reasons'] as const).every(
          (category) => sees(category, 'isContactTeacher') && !sees(category, 'teachesChild'),
        ) &&
        !sees('address', 'isContactTeacher') &&
        !sees('concern-report', 'isContactTeacher'),
    ],
  ],
  'correspondent-sees-messages': [
    [
      'a teacher of the child may see messages (the channel shows only those they wrote or received); an employee may not',
      () =>
        sees('messages', 'teachesChild') && sees('messages', 'isSchoolSecretary') && !sees('messages', 'isEmployee'),
    ],
  ],
  'teacher-sees': [
    [
      'a teacher of the child sees its marks; one who teaches another group does not',
      () =>
        sees('ongoing-assessment', 'teachesChild') &&
        !sees('ongoing-assessment', 'isEmployee') &&
        !sees('guardians-contact', 'teachesChild'),
    ],
  ],
  'leader-sees': [
    [
      'the head of the child’s school sees cases, but not reports of concern or who has looked',
      () =>
        sees('school-environment', 'leadsSchool') &&
        (['concern-report', 'access-log', 'case-namings', 'kindergarten-records'] as const).every(
          (category) => !sees(category, 'leadsSchool'),
        ) &&
        !sees('school-environment', 'isSchoolSecretary'),
    ],
  ],
  'secretary-sees': [
    [
      'the secretary sees address and enrolment, and no marks or health',
      () =>
        sees('address', 'isSchoolSecretary') &&
        !sees('health', 'isSchoolSecretary') &&
        !sees('ongoing-assessment', 'isSchoolSecretary'),
    ],
  ],
  'sfo-sees': [
    [
      'SFO and kindergarten see health and whom to ring, and no marks',
      () =>
        sees('health', 'worksAtSfo') &&
        sees('guardians-contact', 'worksAtSfo') &&
        !sees('ongoing-assessment', 'worksAtSfo') &&
        !sees('individual-decisions', 'worksAtSfo'),
    ],
  ],
  'special-needs-staff-sees': [
    [
      'special-needs staff see plans and expert assessments; the secretary does not',
      () =>
        sees('expert-assessment-plans', 'isSpecialNeedsStaff') &&
        !sees('messages', 'isSpecialNeedsStaff') &&
        !sees('expert-assessment-plans', 'isSchoolSecretary'),
    ],
  ],
  'employee-sees-colleagues': [
    ['an employee sees who works here, and no child', () => seen('isEmployee').join() === 'staff'],
  ],
  'family-sees-staff': [
    [
      'pupils, holders and foster parents see who works with the child; a parent without foreldreansvar does not',
      () =>
        sees('staff', 'isPupil') &&
        sees('staff', ...away) &&
        sees('staff', 'isFosterParent') &&
        !sees('staff', 'isParent', 'livesWithChild'),
    ],
  ],
});

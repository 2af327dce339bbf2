import { describeRules } from '../test-support/describe-rules.ts';
import { knows, may, seen, sees } from '../test-support/policy-answers.ts';

describeRules('for-today', {
  'know-covered-today': [
    [
      'a substitute may know of the children of the day’s group, and not of one whose address is graded',
      () => knows('coversGroupToday') && !knows('coversGroupToday', 'addressConfidential') && !knows('isEmployee'),
    ],
  ],
  'covers-today-sees': [
    [
      'sees who they are, allergies and whom they go home with, and no other note on health',
      () => seen('coversGroupToday').join() === 'identity,guardians-contact,placement,allergies',
    ],
  ],
  'office-covers-groups': [
    [
      'a leader or a secretary says who covers a group; a contact teacher does not',
      () =>
        may('cover-group', 'leadsUnit') &&
        may('cover-group', 'isUnitSecretary') &&
        !may('cover-group', 'isContactTeacher'),
    ],
  ],
  'staff-see-allergies': [
    [
      'those who answer for the child’s day see allergies; the secretary does not',
      () =>
        sees('allergies', 'isContactTeacher') &&
        sees('allergies', 'worksAtSfo') &&
        !sees('allergies', 'isSchoolSecretary'),
    ],
  ],
});

import type { Fact } from '#contracts/facts.ts';
import { describeRules } from '../test-support/describe-rules.ts';
import { knows, may, seen, sees } from '../test-support/policy-answers.ts';

const services = ['isPptStaff', 'isSchoolNurse', 'isMunicipalLeader'] as const;
const shared = (...categories: readonly string[]) =>
  categories.map((category) => `sharedWithViewer:${category}` as Fact);

describeRules('services', {
  'know-what-is-shared': [
    [
      'one of a service with whom something is shared may know of the child, for a purpose; without one, and as an employee alone, not',
      () =>
        services.every((fact) => knows(fact, 'purpose') && !knows(fact)) &&
        !knows('isEmployee', 'purpose', ...shared('health')),
    ],
    [
      'but not of a child whose address is graded',
      () => services.every((fact) => !knows(fact, 'purpose', 'addressConfidential')),
    ],
  ],
  'ppt-sees-shared': [
    [
      'PPT sees the plans that are shared with it, and nothing that is not shared',
      () =>
        seen('isPptStaff', 'purpose', ...shared('identity', 'expert-assessment-plans')).join() ===
          'identity,expert-assessment-plans' && seen('isPptStaff', 'purpose').length === 0,
    ],
    [
      'and what it has no use for is not opened by being shared',
      () => !sees('messages', 'isPptStaff', 'purpose', ...shared('messages')),
    ],
  ],
  'school-nurse-sees-shared': [
    [
      'the school nurse sees the health note that is shared, and no marks although they were shared',
      () =>
        seen('isSchoolNurse', 'purpose', ...shared('health', 'ongoing-assessment')).join() === 'health' &&
        !sees('health', 'isSchoolNurse', ...shared('health')),
    ],
  ],
  'municipal-leader-sees-reported': [
    [
      'whoever leads the schools sees the case that the head has reported, and no health note',
      () =>
        seen('isMunicipalLeader', 'purpose', ...shared('school-environment', 'health')).join() ===
          'school-environment' && !sees('school-environment', 'isMunicipalLeader', 'purpose'),
    ],
  ],
  'leader-shares-with-service': [
    [
      'the head of the school shares; a contact teacher and a case worker do not',
      () =>
        may('share-with-service', 'leadsSchool') &&
        !may('share-with-service', 'isContactTeacher') &&
        !may('share-with-service', 'isCaseWorker'),
    ],
  ],
});

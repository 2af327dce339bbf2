import { describeRules } from '../test-support/describe-rules.ts';
import { home, seen, sees } from '../test-support/policy-answers.ts';

describeRules('municipality', {
  'case-worker-sees': [
    [
      'a case worker sees decisions when a purpose is stated, and not without one; never health or messages',
      () =>
        sees('individual-decisions', 'isCaseWorker', 'purpose') &&
        seen('isCaseWorker').length === 0 &&
        (['health', 'messages', 'concern-report', 'access-log'] as const).every(
          (category) => !sees(category, 'isCaseWorker', 'purpose'),
        ),
    ],
  ],
  'archivist-sees': [
    [
      'an archivist sees the pupil record when a purpose is stated',
      () => seen('isArchivist', 'purpose').join() === 'identity,pupil-record,staff' && seen('isArchivist').length === 0,
    ],
  ],
  'named-for-case-sees': [
    [
      'one named for the case sees the address of a graded child for a purpose; without one, nothing',
      () =>
        sees('address', 'isEmployee', 'namedForCase', 'purpose', 'addressConfidential') &&
        seen('isEmployee', 'namedForCase', 'addressConfidential').join() === 'staff',
    ],
    [
      'and nothing more than before while the address is not graded',
      () => seen('isEmployee', 'namedForCase', 'purpose').join() === 'staff',
    ],
  ],
  'appointed-sees-namings': [
    [
      'one appointed to name sees the namings, and nothing of a child; another leader does not',
      () =>
        seen('appointedToName', 'isEmployee').join() === 'case-namings,staff' &&
        seen('appointedToName').length === 0 &&
        !sees('case-namings', 'isEmployee', 'isCaseWorker', 'purpose'),
    ],
  ],
  'system-sees': [
    [
      'an approved system sees identity, placement and account, for a purpose',
      () =>
        seen('system', 'approvedBySchool', 'purpose').join() === 'identity,placement,feide-account' &&
        seen('system', 'approvedBySchool').length === 0 &&
        seen('system', 'purpose').length === 0,
    ],
  ],
  'graded-not-place': [
    [
      'nothing of a graded child is seen by role alone',
      () =>
        seen('leadsSchool', 'isContactTeacher', 'isCaseWorker', 'purpose', 'addressConfidential').length === 0 &&
        seen('system', 'approvedBySchool', 'purpose', 'addressStrictlyConfidential').length === 0 &&
        sees('health', ...home, 'addressConfidential') &&
        !sees('health', ...home, 'addressConfidential', 'contactBan'),
    ],
  ],
});

import { describeRules } from '../test-support/describe-rules.ts';
import { home, knows, seen, sees } from '../test-support/policy-answers.ts';

describeRules('oversight', {
  'know-as-data-protection-officer': [
    [
      'the data-protection officer may know of a child for a purpose, and not of one whose address is graded',
      () =>
        knows('isDataProtectionOfficer', 'purpose') &&
        !knows('isDataProtectionOfficer') &&
        !knows('isDataProtectionOfficer', 'purpose', 'addressConfidential'),
    ],
  ],
  'data-protection-officer-sees': [
    [
      'sees who has looked and who they are, and none of the child’s data',
      () => seen('isDataProtectionOfficer', 'purpose').join() === 'access-log,staff',
    ],
    ['and nothing without a purpose', () => seen('isDataProtectionOfficer').length === 0],
  ],
  'know-not-as-operator': [
    [
      'an operator may not know of a child, whatever other post they have',
      () => !knows('isOperator', 'isCaseWorker', 'leadsSchool') && knows('isCaseWorker', 'leadsSchool'),
    ],
    ['but of their own child as any parent', () => knows('isOperator', ...home) && knows('isOperator', 'isPupil')],
  ],
  'operator-sees-nothing': [
    [
      'an operator sees no personal data, not even who works here',
      () => seen('isOperator', 'isEmployee', 'leadsSchool', 'isCaseWorker', 'purpose').length === 0,
    ],
    ['but their own child’s as any parent', () => sees('health', 'isOperator', ...home)],
  ],
});

import { describeRules } from '../test-support/describe-rules.ts';
import { may } from '../test-support/policy-answers.ts';

describeRules('unusual', {
  'leader-follows-up-unusual-look-ups': [
    [
      'a leader follows up; a case worker and a teacher do not',
      () =>
        may('list-unusual-look-ups', 'leadsUnit') &&
        may('review-unusual-look-up', 'leadsUnit') &&
        !may('list-unusual-look-ups', 'isCaseWorker', 'purpose') &&
        !may('list-unusual-look-ups', 'isContactTeacher', 'isEmployee'),
    ],
  ],
  'data-protection-officer-follows-up-unusual-look-ups': [
    [
      'the data-protection officer follows up, for a purpose',
      () =>
        may('list-unusual-look-ups', 'isDataProtectionOfficer', 'purpose') &&
        !may('list-unusual-look-ups', 'isDataProtectionOfficer'),
    ],
  ],
});

import { describeRules } from '../test-support/describe-rules.ts';
import { may } from '../test-support/policy-answers.ts';

describeRules('systems', {
  'leader-approves-systems': [
    [
      'one who leads a unit decides on systems; a case worker, an employee or a system does not',
      () =>
        may('approve-system', 'leadsUnit', 'isEmployee') &&
        !may('approve-system', 'isEmployee', 'isCaseWorker', 'isContactTeacher') &&
        !may('approve-system', 'leadsUnit', 'system'),
    ],
    [
      'and gets no data of a child by leading a unit that it does not attend',
      () => !may('record-enrolment', 'leadsUnit', 'isEmployee') && !may('record-absence', 'leadsUnit', 'isEmployee'),
    ],
  ],
});

import type { Fact } from '#contracts/facts.ts';
import { describeRules } from '../test-support/describe-rules.ts';
import { away, home, knows, may, seen, sees } from '../test-support/policy-answers.ts';

const opened = (...categories: readonly string[]) => categories.map((category) => `openedByViewer:${category}` as Fact);
const colleague: readonly Fact[] = ['worksAtChildsUnit', 'isEmployee'];

describeRules('opened', {
  'employee-opens-record': [
    [
      'one who works where the child is opens its record, for a purpose; without one, or at another school, not',
      () =>
        may('open-record', ...colleague, 'purpose') &&
        may('open-record', 'isCaseWorker', 'isEmployee', 'purpose') &&
        !may('open-record', ...colleague) &&
        !may('open-record', 'isEmployee', 'purpose'),
    ],
  ],
  'no-opening-of-graded': [
    [
      'never of a child whose address is graded, not even by the one who is named for the case',
      () =>
        !may('open-record', ...colleague, 'purpose', 'addressConfidential', 'namedForCase') &&
        !may('open-record', ...colleague, 'purpose', 'addressStrictlyConfidential'),
    ],
  ],
  'no-opening-in-family': [
    [
      'nor of one’s own child, with or without foreldreansvar',
      () =>
        !may('open-record', ...colleague, 'purpose', ...home) &&
        !may('open-record', ...colleague, 'purpose', ...away) &&
        !may('open-record', ...colleague, 'purpose', 'isParent'),
    ],
  ],
  'know-opened-record': [
    [
      'whoever has opened it may know of the child, for a purpose, while they work here',
      () =>
        knows('openedRecord', 'isEmployee', 'purpose') &&
        !knows('openedRecord', 'isEmployee') &&
        !knows('openedRecord', 'purpose'),
    ],
    [
      'but no longer once the address is graded',
      () => !knows('openedRecord', 'isEmployee', 'purpose', 'addressConfidential'),
    ],
  ],
  'opened-record-sees': [
    [
      'what was opened, and nothing beside it',
      () =>
        seen('openedRecord', 'isEmployee', 'purpose', ...opened('identity', 'health')).join() ===
        'identity,health,staff',
    ],
    [
      'and what may not be opened is not, although it was asked for',
      () => !sees('concern-report', 'openedRecord', 'isEmployee', 'purpose', ...opened('concern-report')),
    ],
  ],
  'leader-lists-openings': [
    [
      'leaders and case workers list openings; a teacher does not',
      () =>
        may('list-openings', 'leadsUnit') &&
        may('list-openings', 'isCaseWorker') &&
        !may('list-openings', 'teachesChild'),
    ],
  ],
  'leader-reviews-openings': [
    [
      'the leader of the child’s school looks at them; that of another does not',
      () => may('review-opening', 'leadsSchool') && !may('review-opening', 'leadsUnit', 'isEmployee'),
    ],
  ],
  'leader-exempts-opening': [
    [
      'a leader exempts; a case worker does not',
      () => may('exempt-opening', 'leadsSchool') && !may('exempt-opening', 'isCaseWorker'),
    ],
  ],
  'case-worker-sees-openings': [
    [
      'a case worker reads of openings for a purpose; a teacher does not',
      () =>
        sees('record-openings', 'isCaseWorker', 'purpose') && !sees('record-openings', 'isContactTeacher', 'purpose'),
    ],
  ],
});

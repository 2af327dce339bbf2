import { facts as allFacts, type Fact } from '#contracts/facts.ts';
import { describeRules } from '../test-support/describe-rules.ts';
import { away, home, knows } from '../test-support/policy-answers.ts';

const staff: readonly Fact[] = [
  'isContactTeacher',
  'teachesChild',
  'leadsSchool',
  'isSchoolSecretary',
  'worksAtSfo',
  'isSpecialNeedsStaff',
];

describeRules('know', {
  'know-oneself': [
    ['a pupil may know of itself, and a schoolmate may not', () => knows('isPupil') && !knows('childIs15')],
  ],
  'know-own-child': [
    [
      'a holder of foreldreansvar may know of the child; a parent without it may not',
      () => knows(...away) && !knows('isParent', 'livesWithChild'),
    ],
    [
      'not once the child is 18, the right is taken away or there is a contact ban',
      () => (['childIs18', 'informationRightRevoked', 'contactBan'] as const).every((fact) => !knows(...home, fact)),
    ],
  ],
  'know-in-care': [
    [
      'the foster home, the institution and barnevernstjenesten may know of a child in care, and not of another',
      () =>
        (['isFosterParent', 'isInstitution', 'isChildProtection'] as const).every(
          (fact) => knows('careOrder', fact) && !knows(fact),
        ),
    ],
  ],
  'know-own-pupils': [
    [
      'each who works with the child may know of it; another employee may not',
      () => staff.every((fact) => knows(fact)) && !knows('isEmployee'),
    ],
  ],
  'know-as-case-worker': [
    ['a case worker may know of a child', () => knows('isCaseWorker') && !knows('isEmployee', 'purpose')],
  ],
  'know-named-case': [
    [
      'a member of staff named for the case may know of the child; a case worker who is not named may not',
      () => knows('isEmployee', 'namedForCase', 'addressConfidential') && !knows('isCaseWorker', 'addressConfidential'),
    ],
    [
      'a naming opens nothing while the address is not graded, nor to one who works here no longer',
      () => !knows('isEmployee', 'namedForCase') && !knows('namedForCase', 'addressConfidential'),
    ],
  ],
  'know-as-archivist': [['an archivist may know of a child', () => knows('isArchivist')]],
  'know-as-approved-system': [
    [
      'an approved system with a purpose may know of a child: not without a purpose, not unapproved, not a person',
      () =>
        knows('system', 'approvedBySchool', 'purpose') &&
        !knows('system', 'approvedBySchool') &&
        !knows('system', 'purpose') &&
        !knows('approvedBySchool', 'purpose'),
    ],
    [
      'no fact about a person opens anything to a system',
      () =>
        !knows(
          'system',
          'purpose',
          ...allFacts.filter((fact) => fact !== 'approvedBySchool' && !fact.startsWith('address')),
        ),
    ],
  ],
  'know-not-parent-in-care': [
    [
      'after a care order a parent who is not cleared may not know of the child; a cleared one may',
      () => !knows('isParent', 'holdsParentalResponsibility', 'careOrder') && knows(...away, 'careOrder'),
    ],
    ['the child itself still may', () => knows('isPupil', 'isParent', 'careOrder')],
  ],
  'know-not-graded': [
    [
      'no routine role opens a child with a graded address, of either grade',
      () =>
        (['addressConfidential', 'addressStrictlyConfidential'] as const).every(
          (grade) =>
            [...staff, 'isCaseWorker', 'isArchivist'].every((fact) => !knows(fact as Fact, grade, 'purpose')) &&
            !knows('system', 'approvedBySchool', 'purpose', grade) &&
            !knows(...away, grade),
        ),
    ],
    [
      'the child, those it lives with and those named for the case may',
      () =>
        knows('isPupil', 'addressConfidential') &&
        knows(...home, 'addressConfidential') &&
        knows('isCaseWorker', 'namedForCase', 'addressConfidential'),
    ],
    [
      'but not one with a contact ban, whatever the address register says of where the child lives',
      () => !knows('isContactTeacher', 'livesWithChild', 'contactBan', 'addressConfidential'),
    ],
  ],
  'know-not-strictly-graded': [
    [
      'the controller’s own naming does not open a child graded strengt fortrolig; a decision of the police or barnevernstjenesten does',
      () =>
        !knows('isEmployee', 'isCaseWorker', 'namedForCase', 'addressStrictlyConfidential') &&
        knows('isEmployee', 'namedForCase', 'namedByDecision', 'addressStrictlyConfidential'),
    ],
    [
      'the child and its home may, and one with a contact ban may not',
      () =>
        knows('isPupil', 'addressStrictlyConfidential') &&
        knows(...home, 'addressStrictlyConfidential') &&
        !knows('isContactTeacher', 'livesWithChild', 'contactBan', 'addressStrictlyConfidential'),
    ],
  ],
});

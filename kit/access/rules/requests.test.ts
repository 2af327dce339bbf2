import type { Fact } from '#contracts/facts.ts';
import { describeRules } from '../test-support/describe-rules.ts';
import { away, home, knows, may, seen, sees } from '../test-support/policy-answers.ts';

const given = (...categories: readonly string[]) => categories.map((category) => `givenOnRequest:${category}` as Fact);
const answered = ['isParent', 'hasAnswer', 'clearedToKnowPlace'] as const;

describeRules('requests', {
  'holder-asks-to-be-informed': [
    [
      'a holder asks, wherever the child lives; a parent without foreldreansvar does not ask once for all',
      () =>
        may('ask-to-be-informed', ...away) &&
        may('ask-to-be-informed', ...home) &&
        !may('ask-to-be-informed', 'isParent', 'clearedToKnowPlace'),
    ],
    [
      'and not once the child is 18, nor one whose right to information is taken away',
      () =>
        !may('ask-to-be-informed', ...away, 'childIs18') &&
        !may('ask-to-be-informed', 'isParent', 'holdsParentalResponsibility', 'informationRightRevoked'),
    ],
  ],
  'anybody-asks-for-information': [
    [
      'anybody may ask, also one who is nothing to the child; a system may not',
      () => may('ask-for-information') && !may('ask-for-information', 'system', 'approvedBySchool', 'purpose'),
    ],
  ],
  'responsible-answers-requests': [
    [
      'the head, a case worker and one named for the case answer; a contact teacher and a secretary do not',
      () =>
        may('answer-information-request', 'leadsSchool') &&
        may('answer-information-request', 'isCaseWorker') &&
        may('answer-information-request', 'namedForCase', 'isEmployee') &&
        !may('answer-information-request', 'isContactTeacher', 'isSchoolSecretary', 'isEmployee'),
    ],
  ],
  'employee-lists-requests': [
    [
      'one who works here asks for the list; a parent does not',
      () => may('list-information-requests', 'isEmployee') && !may('list-information-requests', ...home),
    ],
  ],
  'know-what-was-answered': [
    [
      'a parent knows of the child by an answer, and not before it',
      () => knows(...answered) && !knows('isParent', 'clearedToKnowPlace'),
    ],
    [
      'not one who must not learn the place, after a care order, of a graded child, or once the child is 18',
      () =>
        !knows('isParent', 'hasAnswer') &&
        !knows('isParent', 'hasAnswer', 'careOrder') &&
        !knows('isParent', 'hasAnswer', 'addressConfidential') &&
        !knows(...answered, 'childIs15', 'childIs18'),
    ],
  ],
  'parent-sees-answer': [
    [
      'an answer in words, or a refusal, opens itself and nothing else',
      () => seen(...answered).join() === 'information-requests',
    ],
  ],
  'holder-sees-how-informed': [
    [
      'a holder sees how they are informed; the pupil does not see what its parents have asked',
      () => sees('information-requests', ...away) && !sees('information-requests', 'isPupil', 'clearedToKnowPlace'),
    ],
  ],
  'parent-sees-what-is-given': [
    [
      'a parent sees what is given, and nothing that is not',
      () => sees('health', ...answered, ...given('health')) && !sees('health', ...answered, ...given('identity')),
    ],
    [
      'and what must never be given is not opened by being given: the address, the other home, messages, cases with others in them',
      () =>
        (['address', 'guardians-contact', 'messages', 'school-environment', 'rights', 'access-log'] as const).every(
          (category) => !sees(category, ...answered, ...given(category)),
        ),
    ],
    [
      'nor when the right is taken away or there is a contact ban',
      () =>
        !sees('identity', 'isParent', 'hasAnswer', 'informationRightRevoked', ...given('identity')) &&
        !sees('identity', 'isParent', 'hasAnswer', 'contactBan', ...given('identity')),
    ],
  ],
});

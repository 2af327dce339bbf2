import { type CategoryId, categoryIds } from '#contracts/categories.ts';
import { describeRules } from '../test-support/describe-rules.ts';
import { away, home, seen, sees } from '../test-support/policy-answers.ts';

const neverForFamily: readonly CategoryId[] = [
  'rights',
  'address-protection',
  'case-namings',
  'information-requests',
  'concern-report',
];
const revealsPlace = [
  'placement',
  'address',
  'enrolment',
  'school-change',
  'photos',
  'feide-account',
  'pupil-record',
  'messages',
  'learning-activity',
  'access-log',
  'transfer-documents',
  'record-openings',
  'shared-with-services',
] as const;

describeRules('family', {
  'pupil-sees-own': [
    [
      'a pupil sees what is about itself, except the grading, the rights and reports of concern',
      () =>
        seen('isPupil').length === categoryIds.length - neverForFamily.length &&
        neverForFamily.every((category) => !sees(category, 'isPupil')),
    ],
    [
      'also where a right of the parents is taken away or the new place is kept from them',
      () => sees('placement', 'isPupil', 'informationRightRevoked') && sees('placement', 'isPupil', 'isParent'),
    ],
  ],
  'parent-at-home-sees': [
    [
      'a holder who lives with the child sees what the pupil sees; neither of the two is enough alone',
      () =>
        sees('health', ...home) &&
        !sees('health', ...away) &&
        !sees('health', 'livesWithChild', 'clearedToKnowPlace') &&
        // How one is informed oneself is opened to a holder by a rule of its own.
        neverForFamily.every((category) => category === 'information-requests' || !sees(category, ...home)),
    ],
    ['and nothing once the child is 18', () => !sees('identity', ...home, 'childIs18')],
  ],
  'parent-who-asked-sees': [
    [
      'a holder who has asked to be informed sees, but not the address and the other home’s contact details',
      () =>
        sees('health', ...away, 'hasStandingRequest') &&
        !sees('address', ...away, 'hasStandingRequest') &&
        !sees('guardians-contact', ...away, 'hasStandingRequest'),
    ],
    [
      'asking without foreldreansvar opens nothing, nor once the child is 18',
      () =>
        !sees('health', 'isParent', 'hasStandingRequest', 'clearedToKnowPlace') &&
        !sees('health', ...away, 'hasStandingRequest', 'childIs18'),
    ],
  ],
  'holder-sees-permissions': [
    [
      'a holder who may be asked to permit sees what is asked, wherever the child lives; not one who may not know the new place',
      () =>
        sees('consents', 'holdsParentalResponsibility', 'clearedToKnowPlace') &&
        !sees('consents', 'holdsParentalResponsibility') &&
        !sees('consents', 'holdsParentalResponsibility', 'clearedToKnowPlace', 'childIs18'),
    ],
  ],
  'holder-sees-documents-abroad': [
    [
      'a holder sees the documents for a move abroad until the pupil is 15, wherever the child lives, if cleared to know the place',
      () =>
        sees('transfer-documents', ...away) &&
        !sees('transfer-documents', ...away, 'childIs15') &&
        !sees('transfer-documents', ...away, 'careOrder') &&
        !sees('transfer-documents', 'holdsParentalResponsibility', 'livesWithChild') &&
        !sees('transfer-documents', 'isCaseWorker', 'purpose'),
    ],
  ],
  'care-sees': [
    [
      'those who have the care of a child see; not when there is no care order, nor once it is 18',
      () =>
        sees('health', 'careOrder', 'isFosterParent') &&
        sees('health', 'careOrder', 'isInstitution') &&
        !sees('health', 'isInstitution') &&
        sees('health', 'careOrder', 'isChildProtection') &&
        !sees('health', 'isFosterParent') &&
        !sees('health', 'careOrder', 'isFosterParent', 'childIs18') &&
        !sees('rights', 'careOrder', 'isChildProtection'),
    ],
  ],
  'parent-not-when-revoked': [
    [
      'a right taken away or a contact ban closes everything to the parent',
      () =>
        (['informationRightRevoked', 'contactBan'] as const).every(
          (fact) => seen(...home, 'hasStandingRequest', fact).length === 0,
        ),
    ],
  ],
  'parent-not-place': [
    [
      'a parent who must not learn the place sees nothing that reveals it, and still the rest',
      () => {
        const uncleared = home.filter((fact) => fact !== 'clearedToKnowPlace');
        return (
          revealsPlace.every((category) => !sees(category, ...uncleared) && sees(category, ...home)) &&
          sees('final-assessment', ...uncleared)
        );
      },
    ],
    ['staff need not be cleared', () => sees('placement', 'isContactTeacher')],
  ],
});

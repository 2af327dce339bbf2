import { describeRules } from '../test-support/describe-rules.ts';
import { away, home, may } from '../test-support/policy-answers.ts';

describeRules('deeds', {
  'school-staff-record': [
    [
      'those who teach or lead record absence; the secretary does not',
      () =>
        may('record-absence', 'isContactTeacher') &&
        may('record-assessment', 'teachesChild') &&
        may('close-thread', 'leadsSchool') &&
        !may('record-absence', 'isSchoolSecretary'),
    ],
  ],
  'school-staff-record-cases': [
    [
      'special-needs staff record a case document; a teacher of one subject does not',
      () => may('record-case-document', 'isSpecialNeedsStaff') && !may('record-case-document', 'teachesChild'),
    ],
  ],
  'case-worker-records-for-school': [
    [
      'a case worker records absence for a school; an archivist does not',
      () => may('record-absence', 'isCaseWorker') && !may('record-absence', 'isArchivist'),
    ],
  ],
  'leader-records-enrolment': [
    [
      'the head records enrolment; the contact teacher does not',
      () => may('record-enrolment', 'leadsSchool') && !may('record-enrolment', 'isContactTeacher'),
    ],
  ],
  'case-worker-records-rights': [
    [
      'a case worker records rights and gradings; the head does not',
      () =>
        may('record-right', 'isCaseWorker') &&
        may('record-address-protection', 'namedForCase', 'isEmployee') &&
        !may('record-address-protection', 'namedForCase') &&
        !may('record-right', 'leadsSchool'),
    ],
  ],
  'appointed-names-staff': [
    [
      'one whom the controller has appointed names staff while employed; a head or a case worker who is not appointed does not',
      () =>
        may('name-for-case', 'appointedToName', 'isEmployee') &&
        !may('name-for-case', 'appointedToName') &&
        !may('name-for-case', 'isEmployee', 'isCaseWorker', 'leadsSchool', 'namedForCase', 'purpose'),
    ],
  ],
  'case-worker-identifies-pupils': [
    [
      'a case worker, or the one named for a graded child, says which number a child has; the head does not',
      () =>
        may('identify-pupil', 'isCaseWorker') &&
        may('identify-pupil', 'namedForCase', 'isEmployee') &&
        !may('identify-pupil', 'leadsSchool'),
    ],
  ],
  'owner-changes-schools': [
    [
      'a case worker of the owner merges and closes schools; the head of one does not',
      () => may('merge-schools', 'isCaseWorker') && !may('merge-schools', 'leadsSchool', 'isEmployee'),
    ],
  ],
  'owner-takes-rosters': [
    [
      'a case worker of the owner imports rosters; the head of a school and its secretary do not',
      () =>
        may('import-roster', 'isCaseWorker') &&
        !may('import-roster', 'leadsSchool', 'isEmployee') &&
        !may('import-roster', 'isSchoolSecretary', 'isEmployee'),
    ],
  ],
  'owner-operates-hub': [
    [
      'a case worker of the owner sees how the hub is; the head of a school does not',
      () => may('operate-hub', 'isCaseWorker') && !may('operate-hub', 'leadsSchool', 'isEmployee'),
    ],
  ],
  'staff-carry-transfers': [
    [
      'secretary, head and case worker ask for a transfer; the contact teacher and the parents do not',
      () =>
        (['isSchoolSecretary', 'leadsSchool', 'isCaseWorker'] as const).every((fact) =>
          may('request-transfer', fact),
        ) &&
        !may('request-transfer', 'isContactTeacher') &&
        !may('request-transfer', ...home),
    ],
  ],
  'staff-hand-over': [
    [
      'the head of the kindergarten, its secretary and the case worker begin a hand-over; the staff and the parents do not',
      () =>
        (['isSchoolSecretary', 'leadsSchool', 'isCaseWorker'] as const).every((fact) => may('hand-over', fact)) &&
        may('hand-over', 'namedForCase', 'isEmployee') &&
        !may('hand-over', 'worksAtSfo') &&
        !may('hand-over', ...home),
    ],
  ],
  'staff-record-move-abroad': [
    [
      'secretary, head, case worker and the one named for the case record a move abroad; the teacher and the parents do not',
      () =>
        (['isSchoolSecretary', 'leadsSchool', 'isCaseWorker'] as const).every((fact) =>
          may('record-move-abroad', fact),
        ) &&
        may('record-move-abroad', 'namedForCase', 'isEmployee') &&
        !may('record-move-abroad', 'isContactTeacher') &&
        !may('record-move-abroad', ...home),
    ],
  ],
  'head-gives-document': [
    [
      'the head and the one named for the case give the document; neither the secretary nor the case worker, who may not see health',
      () =>
        may('give-document', 'leadsSchool') &&
        may('give-document', 'namedForCase', 'isEmployee') &&
        !may('give-document', 'namedForCase') &&
        !may('give-document', 'isSchoolSecretary') &&
        !may('give-document', 'isCaseWorker'),
    ],
  ],
  'pupil-collects-document-from-15': [
    [
      'a pupil collects the document from 15, not before, and not under a care order',
      () =>
        may('collect-document', 'isPupil', 'childIs15') &&
        !may('collect-document', 'isPupil') &&
        !may('collect-document', 'isPupil', 'childIs15', 'careOrder'),
    ],
  ],
  'holders-collect-document-until-15': [
    [
      'a holder collects it until 15, wherever the child lives; not one who must not learn the place, nor after a care order',
      () =>
        may('collect-document', ...away) &&
        !may('collect-document', ...away, 'childIs15') &&
        !may('collect-document', ...away, 'careOrder') &&
        !may('collect-document', 'holdsParentalResponsibility', 'livesWithChild') &&
        !may('collect-document', 'isParent', 'livesWithChild', 'clearedToKnowPlace'),
    ],
  ],
  'care-collects-document': [
    [
      'those who have the care collect it after a care order alone',
      () =>
        may('collect-document', 'careOrder', 'isFosterParent') &&
        may('collect-document', 'careOrder', 'isChildProtection') &&
        !may('collect-document', 'careOrder', 'isFosterParent', 'childIs18') &&
        !may('collect-document', 'isChildProtection'),
    ],
  ],
  'named-person-releases': [
    [
      'the secretary may not release a part by hand; the head may',
      () => may('release-transfer-part', 'leadsSchool') && !may('release-transfer-part', 'isSchoolSecretary'),
    ],
  ],
  'pupil-decides-from-15': [
    [
      'a pupil decides from 15, not before',
      () => may('permit-transfer', 'isPupil', 'childIs15') && !may('permit-transfer', 'isPupil'),
    ],
  ],
  'holders-decide-until-15': [
    [
      'a holder decides until 15, and no longer',
      () => may('permit-transfer', ...away) && !may('permit-transfer', ...away, 'childIs15'),
    ],
    [
      'not after a care order, and not one who must not learn the place',
      () =>
        !may('permit-transfer', ...away, 'careOrder') &&
        !may('permit-transfer', 'holdsParentalResponsibility', 'livesWithChild'),
    ],
  ],
  'care-decides': [
    [
      'those who have the care decide after a care order alone',
      () =>
        may('permit-transfer', 'careOrder', 'isFosterParent') &&
        may('permit-transfer', 'careOrder', 'isChildProtection') &&
        !may('permit-transfer', 'isChildProtection'),
    ],
  ],
  'family-writes': [
    [
      'the home reports absence; a holder who neither lives with the child nor has asked does not',
      () =>
        may('report-absence', ...home) &&
        may('report-absence', ...away, 'hasStandingRequest') &&
        !may('report-absence', ...away) &&
        !may('report-absence', ...home, 'childIs18') &&
        may('report-absence', 'careOrder', 'isFosterParent') &&
        !may('report-absence', 'isFosterParent'),
    ],
  ],
  'pupil-writes': [
    [
      'a pupil writes a message and does not report its own absence',
      () => may('send-message', 'isPupil') && !may('report-absence', 'isPupil'),
    ],
  ],
  'staff-read-messages': [
    [
      'the secretary reads a message and does not send one',
      () => may('read-message', 'isSchoolSecretary') && !may('send-message', 'isSchoolSecretary'),
    ],
  ],
  'pupil-asks-who-looked': [
    [
      'the pupil asks; its contact teacher does not',
      () => may('ask-about-access', 'isPupil') && !may('ask-about-access', 'isContactTeacher'),
    ],
  ],
  'parent-asks-who-looked': [
    [
      'a parent at home and one with a standing request ask; not one who may not know the place, nor of one who is 18',
      () =>
        may('ask-about-access', ...home) &&
        may('ask-about-access', ...away, 'hasStandingRequest') &&
        !may('ask-about-access', ...away) &&
        !may('ask-about-access', 'holdsParentalResponsibility', 'livesWithChild') &&
        !may('ask-about-access', ...home, 'childIs18'),
    ],
  ],
  'care-asks-who-looked': [
    [
      'after a care order the home where the child lives asks, and barnevernstjenesten; not without one',
      () =>
        may('ask-about-access', 'careOrder', 'isFosterParent') &&
        may('ask-about-access', 'careOrder', 'isChildProtection') &&
        !may('ask-about-access', 'isFosterParent', 'isChildProtection'),
    ],
  ],
  'responsible-answers-who-looked': [
    [
      'the head answers, a case worker, and one named for a graded child; a teacher does not',
      () =>
        may('answer-access-question', 'leadsSchool') &&
        may('answer-access-question', 'isCaseWorker') &&
        may('answer-access-question', 'namedForCase', 'isEmployee') &&
        !may('answer-access-question', 'namedForCase') &&
        !may('answer-access-question', 'isContactTeacher', 'isEmployee'),
    ],
  ],
  'employee-lists-questions-who-looked': [
    [
      'an employee may ask for the list; a parent is given their own alone',
      () => may('list-access-questions', 'isEmployee') && !may('list-access-questions', ...home),
    ],
  ],
  'employee-proposes-resource': [
    [
      'an employee proposes a resource and does not approve it',
      () => may('propose-resource', 'isEmployee') && !may('approve-resource', 'isEmployee'),
    ],
  ],
  'owner-approves-resource': [
    [
      'a case worker approves a resource; a head does not',
      () => may('approve-resource', 'isCaseWorker') && !may('approve-resource', 'leadsSchool'),
    ],
  ],
  'archivist-journals': [
    [
      'an archivist journals; a head does not',
      () => may('journalise', 'isArchivist') && !may('journalise', 'leadsSchool'),
    ],
  ],
  'case-worker-asks-directory': [
    [
      'a head asks the directory; a teacher does not',
      () => may('ask-directory', 'leadsSchool') && !may('ask-directory', 'teachesChild'),
    ],
  ],
  'everyone-chooses-notices': [
    [
      'a person chooses their own notices, a system does not',
      () => may('choose-notifications') && !may('choose-notifications', 'system', 'purpose'),
    ],
  ],
  'no-deed-when-banned': [
    [
      'a contact ban or a right taken away closes every deed',
      () =>
        (['contactBan', 'informationRightRevoked'] as const).every(
          (fact) => !may('report-absence', ...home, fact) && !may('permit-transfer', ...away, fact),
        ),
    ],
  ],
});

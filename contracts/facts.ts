/**
 * Facts about a viewer and a child, on which access is decided. School-administration computes them on the day they are asked
 * for: who was contact teacher then is not contact teacher now. Absent means false; a right that is not sure is false.
 */
export const factTable = {
  isPupil: 'the viewer is the child',
  childIs15: 'the child has turned 15 (opplæringslova § 24-5)',
  childIs18: 'the child has turned 18',
  holdsParentalResponsibility:
    'the viewer holds foreldreansvar (barnelova § 30), by Folkeregisteret or a staff decision',
  livesWithChild: 'the child lives with the viewer, by Folkeregisteret or a staff decision',
  isParent: 'the viewer is a parent by Folkeregisteret, with or without foreldreansvar',
  hasStandingRequest: 'a holder has asked, once and standing, to be informed (guidance to opplæringslova § 10-8)',
  informationRightRevoked: 'the right to information is taken away (barnelova § 47)',
  contactBan: 'the viewer has a contact ban towards the child',
  careOrder: 'barnevernstjenesten has taken over the care (opplæringslova § 24-4)',
  isFosterParent: 'the viewer is a foster parent, or the institution, where the child lives after a care order',
  isChildProtection: 'the viewer is barnevernstjenesten with care of the child',
  clearedToKnowPlace: 'nothing says that the viewer must not learn where the child goes',
  isContactTeacher: 'the viewer is the contact teacher now',
  teachesChild: 'the viewer teaches a group that the child is in now',
  leadsSchool: 'the viewer leads a school that the child attends now',
  leadsUnit: 'the viewer leads a school, kindergarten or SFO of the controller, that of this child or another',
  isSchoolSecretary: 'the viewer is secretary at a school that the child attends now',
  worksAtSfo: 'the viewer works at the SFO or kindergarten that the child attends now',
  isSpecialNeedsStaff: 'the viewer is special-needs staff named for the child',
  isCaseWorker: 'the viewer is a case worker of the controller',
  isArchivist: 'the viewer is an archivist of the controller',
  isEmployee: 'the viewer works for the controller',
  namedForCase: 'the viewer is named for the case of a child with a graded address',
  namedByDecision:
    'the naming rests on a decision of the police or barnevernstjenesten on an application (folkeregisterloven § 10-4)',
  appointedToName:
    'the controller has appointed the viewer to name staff for the cases of children with a graded address',
  addressConfidential: 'the address is graded fortrolig (kode 7, folkeregisterloven § 10-4)',
  addressStrictlyConfidential: 'the address is graded strengt fortrolig (kode 6, folkeregisterloven § 10-4)',
  approvedBySchool: "the school has approved the system's access to its pupils",
} as const;

export type Fact = keyof typeof factTable;
export const facts = Object.keys(factTable) as readonly Fact[];

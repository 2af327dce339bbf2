import { type CategoryId, isCategoryId } from './categories.ts';

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
  hasAnswer: "a parent has asked for information, and the school's answer is open to read (barnelova § 47)",
  informationRightRevoked: 'the right to information is taken away (barnelova § 47)',
  contactBan: 'the viewer has a contact ban towards the child',
  careOrder: 'barnevernstjenesten has taken over the care (opplæringslova § 24-4)',
  isFosterParent: 'the viewer is a foster parent where the child lives after a care order',
  isInstitution: 'the viewer acts for the institution where the child lives after a care order (opplæringslova § 24-4)',
  isChildProtection: 'the viewer is barnevernstjenesten with care of the child',
  clearedToKnowPlace: 'nothing says that the viewer must not learn where the child goes',
  isContactTeacher: 'the viewer is the contact teacher now',
  teachesChild: 'the viewer teaches a group that the child is in now',
  leadsSchool: 'the viewer leads a school that the child attends now',
  leadsUnit: 'the viewer leads a school, kindergarten or SFO of the controller, that of this child or another',
  isSchoolSecretary: 'the viewer is secretary at a school that the child attends now',
  worksAtSfo: 'the viewer works at the SFO or kindergarten that the child attends now',
  worksAtChildsUnit: 'the viewer has a post at a school, kindergarten or SFO that the child attends now',
  openedRecord: 'the viewer has opened the record of the child for a while, with a written reason',
  coversGroupToday: 'the viewer covers, on this very day, a group that the child is in',
  isUnitSecretary:
    'the viewer is secretary at a school, kindergarten or SFO of the controller, that of this child or another',
  isSpecialNeedsStaff: 'the viewer is special-needs staff named for the child',
  isPptStaff:
    'the viewer works for the PPT, and the school has shared something of the child with it (opplæringslova § 24-1)',
  isSchoolNurse:
    'the viewer works for the school health service, and the school has shared something of the child with it (opplæringslova § 24-1)',
  isMunicipalLeader:
    'the viewer leads the schools of the controller, and the head has reported something of the child (opplæringslova §§ 12-4, 13-2, 13-5)',
  isCaseWorker: 'the viewer is a case worker of the controller',
  isArchivist: 'the viewer is an archivist of the controller',
  isDataProtectionOfficer: 'the controller has appointed the viewer its data-protection officer (GDPR art. 37)',
  isOperator: 'the controller has appointed the viewer to operate its systems',
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

/** A fact that holds or does not. */
export type PlainFact = keyof typeof factTable;
export const facts = Object.keys(factTable) as readonly PlainFact[];

/** Facts that say of which categories something holds: each a set in the policy's context. */
export const categoryFactTable = {
  sharedWithViewer: 'the school has shared this category of the child with the viewer (opplæringslova § 24-1)',
  givenOnRequest:
    'the school has given this category of the child to the viewer, who has asked for it (barnelova § 47)',
  openedByViewer: 'the viewer has opened this category of the child for a while, with a written reason',
} as const;

export type CategoryFactName = keyof typeof categoryFactTable;
export const categoryFacts = Object.keys(categoryFactTable) as readonly CategoryFactName[];

/** One of them, of one category: `sharedWithViewer:health`. */
export type CategoryFact = `${CategoryFactName}:${CategoryId}`;
export type Fact = PlainFact | CategoryFact;

/** The fact for each category that is one of the list; another is no category, and nothing is opened by it. */
export const ofCategories = (name: CategoryFactName, ids: readonly string[]): readonly CategoryFact[] =>
  ids.filter(isCategoryId).map((id): CategoryFact => `${name}:${id}`);

/** The categories that a fact holds of, among facts. */
export function categoriesOf(name: CategoryFactName, known: Iterable<Fact>): readonly CategoryId[] {
  const found: CategoryId[] = [];
  for (const fact of known) {
    const id = fact.startsWith(`${name}:`) ? fact.slice(name.length + 1) : '';
    if (isCategoryId(id)) found.push(id);
  }
  return found;
}

/**
 * Facts that cannot be so together, and why: left out where every combination of the facts that a rule asks is gone through. A test
 * holds it against how the facts are computed.
 */
export const impossibleCombinations: ReadonlyArray<{
  readonly together: Partial<Record<PlainFact, boolean>>;
  readonly why: string;
}> = [
  { together: { childIs18: true, childIs15: false }, why: 'one who is 18 is 15' },
  { together: { childIs18: true, careOrder: true }, why: 'nobody has the care of an adult' },
  { together: { isPupil: true, clearedToKnowPlace: false }, why: 'a child may know where it goes itself' },
  {
    together: { addressConfidential: true, addressStrictlyConfidential: true },
    why: 'of two gradings the stricter one holds',
  },
  { together: { namedByDecision: true, namedForCase: false }, why: 'one who is named by decision is named' },
  { together: { isCaseWorker: true, isEmployee: false }, why: 'a case worker has a post here' },
  {
    together: { contactBan: true, clearedToKnowPlace: true, isPupil: false },
    why: 'a contact ban closes the place to whoever has it',
  },
  {
    together: { informationRightRevoked: true, clearedToKnowPlace: true, isPupil: false },
    why: 'one who has lost the right to information does not learn the place',
  },
];

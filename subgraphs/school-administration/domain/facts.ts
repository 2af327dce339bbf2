import { type Fact, ofCategories } from '#contracts/facts.ts';
import type { Grading } from '#contracts/ports.ts';
import type { AppointedRole } from '../appointments.ts';
import type { RightKind, Service } from '../store/tables.ts';
import { hasTurned, isAdult } from './age.ts';
import { strictest } from './grading.ts';

/** A post of the viewer at a unit, in force on the day asked for. */
export interface Post {
  readonly role: string;
  readonly subrole: string | null;
  readonly unitKind: string;
}

/** What a school has shared of a child with somebody of a service, in force on the day asked for. */
export interface Share {
  readonly service: Service;
  readonly categories: readonly string[];
}

/** What a school has answered a parent who asked once, open to read on the day asked for; a refusal gives no category. */
export interface GivenAnswer {
  readonly categories: readonly string[];
}

/** Everything that is known of one viewer and one child on one day. */
export interface Standing {
  readonly isSelf: boolean;
  readonly birthDate: string | null;
  /** The viewer's own rights towards the child. */
  readonly rights: readonly RightKind[];
  readonly careOrder: boolean;
  readonly gradings: readonly Grading[];
  /** The viewer's posts anywhere here. */
  readonly posts: readonly Post[];
  /** Those of them at units that the child attends. */
  readonly postsAtUnits: readonly Post[];
  /** The viewer's roles in groups that the child is a pupil in. */
  readonly rolesInGroups: readonly { readonly role: string; readonly groupKind: string }[];
  /** What the controller has appointed the viewer to be. */
  readonly appointedAs: readonly AppointedRole[];
  /** The categories that the viewer has opened with a reason. */
  readonly opened: readonly string[];
  /** Whether the viewer covers a group of the child's on that day. */
  readonly covers: boolean;
  /** What is shared of the child with the viewer. */
  readonly shares: readonly Share[];
  /** What the viewer has been answered about the child. */
  readonly answers: readonly GivenAnswer[];
}

/** Subroles (PIFU-IMS) that are no employment with pupils: a parents' representative is no member of staff at all. */
const noStaff = new Set(['foresattrepresentant']);
const noCareOfChildren = new Set(['vaktmester', 'renholdsarbeider', 'sensor']);

const isStaff = (post: Post): boolean =>
  post.role !== 'PUPIL' &&
  !noStaff.has(post.subrole ?? '') &&
  // "Another role" says nothing by itself: only with a title is it a post.
  (post.role !== 'MEMBER' || post.subrole !== null);

const factOfAppointment: Readonly<Record<AppointedRole, Fact>> = {
  archivist: 'isArchivist',
  'data-protection-officer': 'isDataProtectionOfficer',
  operator: 'isOperator',
};

/** Facts about a viewer alone, from posts in force and what the controller has appointed them to be. */
export function viewerFactsOf({ posts, appointedAs }: Pick<Standing, 'posts' | 'appointedAs'>): readonly Fact[] {
  const found = new Set<Fact>(appointedAs.map((role) => factOfAppointment[role]));
  for (const post of posts.filter(isStaff)) {
    found.add('isEmployee');
    if (post.role === 'SCHOOL_LEADER' && post.unitKind !== 'OWNER') found.add('leadsUnit');
    if (post.subrole === 'kontormedarbeider' && post.unitKind !== 'OWNER') found.add('isUnitSecretary');
    if (post.unitKind !== 'OWNER') continue;
    if (post.role === 'ADMINISTRATOR') found.add('isCaseWorker');
    if (post.subrole === 'arkivar') found.add('isArchivist');
  }
  return [...found];
}

const factOfRight: Readonly<Record<RightKind, Fact | undefined>> = {
  PARENTAL_RESPONSIBILITY: 'holdsParentalResponsibility',
  LIVES_WITH: 'livesWithChild',
  PARENT: 'isParent',
  STANDING_REQUEST: 'hasStandingRequest',
  INFORMATION_REVOKED: 'informationRightRevoked',
  CONTACT_BAN: 'contactBan',
  FOSTER_PARENT: 'isFosterParent',
  INSTITUTION: 'isInstitution',
  CHILD_PROTECTION: 'isChildProtection',
  SPECIAL_NEEDS_STAFF: 'isSpecialNeedsStaff',
  NAMED_FOR_CASE: 'namedForCase',
  NAMED_BY_DECISION: 'namedByDecision',
  // Of the child, not of the viewer; and one that takes a fact away.
  CARE_ORDER: undefined,
  NOT_CLEARED_FOR_PLACE: undefined,
};

const factOfService: Readonly<Record<Service, Fact>> = {
  PPT: 'isPptStaff',
  SCHOOL_HEALTH: 'isSchoolNurse',
  MUNICIPAL_LEADER: 'isMunicipalLeader',
};

/** The facts about a viewer and a child on a day. What is not known gives no right, and what may protect the child holds. */
export function factsOf(standing: Standing, on: string): readonly Fact[] {
  const found = new Set<Fact>(viewerFactsOf(standing));
  if (standing.isSelf) found.add('isPupil');
  for (const right of standing.rights) {
    const fact = factOfRight[right];
    if (fact) found.add(fact);
  }
  if (found.has('namedByDecision')) found.add('namedForCase');
  if (standing.birthDate !== null && hasTurned(standing.birthDate, 15, on)) found.add('childIs15');
  if (isAdult(standing.birthDate, on)) found.add('childIs18');
  // Nobody has the care of an adult, whatever is still recorded.
  else if (standing.careOrder) found.add('careOrder');
  for (const { service, categories } of standing.shares) {
    found.add(factOfService[service]);
    for (const fact of ofCategories('sharedWithViewer', categories)) found.add(fact);
  }
  for (const { categories } of standing.answers) {
    found.add('hasAnswer');
    for (const fact of ofCategories('givenOnRequest', categories)) found.add(fact);
  }
  if (standing.opened.length > 0) found.add('openedRecord');
  for (const fact of ofCategories('openedByViewer', standing.opened)) found.add(fact);
  if (standing.covers) found.add('coversGroupToday');
  const grading = strictest(standing.gradings);
  if (grading === 'CONFIDENTIAL') found.add('addressConfidential');
  if (grading === 'STRICTLY_CONFIDENTIAL') found.add('addressStrictlyConfidential');
  for (const fact of workFacts(standing)) found.add(fact);
  if (isCleared(standing)) found.add('clearedToKnowPlace');
  return [...found];
}

function* workFacts(standing: Standing): Generator<Fact> {
  for (const post of standing.postsAtUnits.filter(isStaff)) {
    if (post.unitKind !== 'OWNER' && !noCareOfChildren.has(post.subrole ?? '')) yield 'worksAtChildsUnit';
    // The leader of an SFO leads no school: what SFO needs is opened to those who work there.
    if (post.role === 'SCHOOL_LEADER' && post.unitKind !== 'SFO' && post.unitKind !== 'OWNER') yield 'leadsSchool';
    if (post.subrole === 'kontormedarbeider' && post.unitKind !== 'OWNER') yield 'isSchoolSecretary';
    if ((post.unitKind === 'SFO' || post.unitKind === 'KINDERGARTEN') && !noCareOfChildren.has(post.subrole ?? ''))
      yield 'worksAtSfo';
  }
  for (const { role, groupKind } of standing.rolesInGroups) {
    if (role === 'CONTACT_TEACHER') yield 'isContactTeacher';
    if (role === 'TEACHER') yield 'teachesChild';
    if (groupKind === 'SFO' && role !== 'PUPIL' && role !== 'MEMBER') yield 'worksAtSfo';
  }
}

/**
 * Whether nothing says that the viewer must not learn where the child is. Closed by a contact ban, a lost right to information
 * (barnelova § 47), a decision, a graded address (folkeregisterloven § 10-4) that the viewer does not share, and for the family by a
 * care order (opplæringslova § 24-4). In doubt it is closed.
 */
export function isCleared(standing: Pick<Standing, 'isSelf' | 'rights' | 'careOrder' | 'gradings'>): boolean {
  const holds = (kind: RightKind) => standing.rights.includes(kind);
  if (standing.isSelf) return true;
  if (holds('CONTACT_BAN') || holds('INFORMATION_REVOKED') || holds('NOT_CLEARED_FOR_PLACE')) return false;
  if (strictest(standing.gradings) !== 'UNGRADED' && !holds('LIVES_WITH') && !isNamed(standing)) return false;
  const isFamily = holds('PARENT') || holds('PARENTAL_RESPONSIBILITY');
  return !(standing.careOrder && isFamily && !holds('FOSTER_PARENT'));
}

/**
 * Whether the viewer is named for the case of a child with a graded address. One graded strengt fortrolig is opened by a decision of
 * the police or barnevernstjenesten alone (folkeregisterloven § 10-4 (3)); one that is not graded has no such case.
 */
function isNamed({ rights, gradings }: Pick<Standing, 'rights' | 'gradings'>): boolean {
  const grading = strictest(gradings);
  if (rights.includes('NAMED_BY_DECISION')) return grading !== 'UNGRADED';
  return grading === 'CONFIDENTIAL' && rights.includes('NAMED_FOR_CASE');
}

/** Whether a viewer knows a child by name, for lists: by a right of one's own, never by a post. */
export function knowsByName(standing: Standing, on: string): boolean {
  const holds = (kind: RightKind) => standing.rights.includes(kind);
  if (standing.isSelf || isNamed(standing)) return true;
  const graded = strictest(standing.gradings) !== 'UNGRADED';
  if (!isCleared(standing) || (graded && !holds('LIVES_WITH'))) return false;
  const adult = isAdult(standing.birthDate, on);
  const hasCare = holds('FOSTER_PARENT') || holds('INSTITUTION') || holds('CHILD_PROTECTION');
  return (
    (holds('PARENTAL_RESPONSIBILITY') && !adult) ||
    (standing.careOrder && !adult && hasCare) ||
    holds('SPECIAL_NEEDS_STAFF') ||
    standing.shares.length > 0 ||
    (holds('PARENT') && standing.answers.length > 0 && !adult) ||
    standing.opened.length > 0
  );
}

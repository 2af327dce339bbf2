import type { Fact } from './facts.ts';

/** Who asks, as a token or session says it; school-administration knows which person that is. */
export type Identity =
  | { readonly kind: 'national-id'; readonly nationalId: string }
  | { readonly kind: 'feide'; readonly feideId: string };

export interface KnownPerson {
  readonly personId: string;
  /** The staff roles a person holds at this controller now; empty for parents and pupils. */
  readonly employee: boolean;
}

/** Which children a viewer may find in lists, counts and searches. */
export interface VisibilityScope {
  /** Every child whose address is not graded. */
  readonly everyChild: boolean;
  readonly unitIds: readonly string[];
  readonly groupIds: readonly string[];
  /** Children known by name to the viewer: own children, named cases. */
  readonly childIds: readonly string[];
}

export type Grading = 'UNGRADED' | 'CONFIDENTIAL' | 'STRICTLY_CONFIDENTIAL';

export interface ChildIdentity {
  readonly nationalId: string | null;
  readonly givenName: string;
  readonly familyName: string;
  /** ISO date. */
  readonly birthDate: string | null;
}

/** Who must permit a transfer, and in which capacity. `cleared`: may know the new place. */
export interface PermissionHolder {
  readonly personId: string;
  readonly capacity: 'pupil' | 'parental-responsibility' | 'child-protection' | 'foster-parent' | 'institution';
  readonly cleared: boolean;
}

export interface TransferStanding {
  readonly childId: string;
  readonly grading: Grading;
  readonly birthDate: string | null;
  readonly careOrder: boolean;
  /** Those who decide on the day asked for, in the order of the law: care order first, then the pupil from 15, then all holders. */
  readonly holders: readonly PermissionHolder[];
  readonly schoolYearLevel: number | null;
  readonly unitId: string | null;
  readonly organisationNumber: string | null;
}

/** Somebody who looked at a child on a day. */
export interface LookedOn {
  readonly personId: string;
  readonly childId: string;
  /** ISO date. */
  readonly on: string;
}

/** Who that was, and where they worked then. */
export interface Looker {
  readonly personId: string;
  readonly childId: string;
  readonly on: string;
  /** Null for one who is not known any more, and for one whose own address is graded: nobody is told where they are. */
  readonly name: string | null;
  /** The school or kindergarten where they worked and the child was on that day. */
  readonly place: string | null;
}

/** The days of which the family is not told that somebody opened the child's record. */
export interface ExemptLookUp {
  readonly childId: string;
  readonly personId: string;
  /** ISO dates, both counted. */
  readonly from: string;
  readonly to: string;
}

/**
 * What other subgraphs may ask school-administration for, inside the hub and with its own service token when split. Never part
 * of the graph; answers live for one request.
 */
export interface SchoolAdministrationPort {
  /** The person behind an identity, by a valid national id or Feide id only; null when there is none or more than one. */
  whoIs(identity: Identity): Promise<KnownPerson | null>;
  scopeOf(viewer: ViewerRef, on: string): Promise<VisibilityScope>;
  /** Facts per child that exists here; a child that does not is absent from the answer. `on` is an ISO date. */
  factsFor(viewer: ViewerRef, childIds: readonly string[], on: string): Promise<ReadonlyMap<string, readonly Fact[]>>;
  /** Facts about the viewer alone (employee, case worker, archivist). */
  viewerFacts(viewer: ViewerRef, on: string): Promise<readonly Fact[]>;
  /** The child with this national id and a name and birth date that agree; anything less sure is null, for a person to match. */
  matchChild(identity: ChildIdentity): Promise<string | null>;
  identityOf(childId: string): Promise<ChildIdentity | null>;
  transferStanding(childId: string, on: string): Promise<TransferStanding | null>;
  /** The same of many children; one that does not exist is absent. */
  transferStandings(childIds: readonly string[], on: string): Promise<readonly TransferStanding[]>;
  /** Child ids by Feide id; unknown ones are absent. */
  childrenByFeideId(feideIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * Where persons are told by e-mail that something waits; one without an address is absent. Asked at each sending and kept nowhere
   * (the terms of Kontakt- og reservasjonsregisteret).
   */
  noticeAddresses(personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** In the order asked, one for each. */
  lookers(asked: readonly LookedOn[]): Promise<readonly Looker[]>;
  /** Of these children, whose look-ups a leader keeps from the family on a day, and of which days (personopplysningsloven § 16). */
  exemptLookUps(childIds: readonly string[], on: string): Promise<readonly ExemptLookUp[]>;
  /** Units by organisation number, of one kind where it is given; unknown ones are absent. */
  unitsByOrganisationNumber(
    numbers: readonly string[],
    kind?: 'SCHOOL' | 'KINDERGARTEN',
  ): Promise<ReadonlyMap<string, string>>;
}

export type ViewerRef =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'system'; readonly clientId: string };

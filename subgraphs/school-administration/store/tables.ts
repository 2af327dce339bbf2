import type { Generated } from 'kysely';
import type { CoverTables } from '../covers/tables.ts';
import type { InformationTables } from '../information/tables.ts';
import type { UnitChangeTables } from '../mergers/tables.ts';
import type { OpeningTables } from '../openings/tables.ts';
import type { RegisterTables } from '../register/tables.ts';
import type { RosterTables } from '../roster/tables.ts';
import type { SharingTables } from '../sharing/tables.ts';
import type { UnusualTables } from '../unusual/tables.ts';

export interface PostalAddress {
  readonly lines: readonly string[];
  readonly postcode: string | null;
  readonly place: string | null;
}

type UnitKind = 'OWNER' | 'SCHOOL' | 'KINDERGARTEN' | 'SFO';
/** How a person belongs to a group or unit; PIFU-IMS role types 01–08. */
export type Role = 'PUPIL' | 'TEACHER' | 'MEMBER' | 'SCHOOL_LEADER' | 'CONTACT_TEACHER' | 'ADMINISTRATOR' | 'ASSISTANT';
export type RightKind =
  | 'PARENTAL_RESPONSIBILITY'
  | 'LIVES_WITH'
  | 'PARENT'
  | 'STANDING_REQUEST'
  | 'INFORMATION_REVOKED'
  | 'CONTACT_BAN'
  | 'CARE_ORDER'
  | 'FOSTER_PARENT'
  | 'INSTITUTION'
  | 'CHILD_PROTECTION'
  | 'SPECIAL_NEEDS_STAFF'
  | 'NAMED_FOR_CASE'
  | 'NAMED_BY_DECISION'
  | 'NOT_CLEARED_FOR_PLACE';

/** With whom a school shares what is necessary (opplæringslova §§ 12-4, 13-5, 24-1). */
export type Service = 'PPT' | 'SCHOOL_HEALTH' | 'MUNICIPAL_LEADER';

interface Sourced {
  /** The system the row came from: a roster's datasource, `staff`, `folkeregisteret`, or `transfer:<orgnr>`. */
  source: string;
  sourceId: string;
}
interface Period {
  /** ISO dates; `validTo` is the last day. Null is open. */
  validFrom: string | null;
  validTo: string | null;
}

/** Schema `school_administration`. A pupil is a person; its id is the child id that every other subgraph knows. */
export interface SchoolAdministrationTables
  extends RosterTables,
    SharingTables,
    InformationTables,
    RegisterTables,
    UnitChangeTables,
    OpeningTables,
    CoverTables,
    UnusualTables {
  'schoolAdministration.unit': Sourced & {
    id: string;
    kind: UnitKind;
    organisationNumber: string | null;
    name: string;
    parentId: string | null;
    schoolTypes: Generated<string[]>;
    endedOn: string | null;
  };
  'schoolAdministration.person': Sourced & {
    id: string;
    /** Valid ids only; one with wrong check digits is kept beside it and never matched on. */
    nationalId: string | null;
    /** The number that staff gave, while somebody who is hidden has it: see `store/claimed-numbers.ts`. */
    nationalIdClaimed: Generated<string | null>;
    nationalIdReported: string | null;
    feideId: string | null;
    givenName: string;
    familyName: string;
    gender: string | null;
    birthDate: string | null;
    email: string | null;
    phone: string | null;
    address: PostalAddress | null;
    postalAddress: PostalAddress | null;
    language: string | null;
    motherTongues: Generated<string[]>;
    isPupil: Generated<boolean>;
    endedOn: string | null;
  };
  'schoolAdministration.group': Sourced &
    Period & { id: string; unitId: string; kind: string; name: string; grepCode: string | null; level: number | null };
  'schoolAdministration.enrolment': Period & {
    id: string;
    childId: string;
    unitId: string;
    level: number | null;
    source: string;
  };
  'schoolAdministration.membership': Period & {
    id: string;
    groupId: string;
    personId: string;
    role: Role;
    source: string;
  };
  'schoolAdministration.employment': Period & {
    id: string;
    unitId: string;
    personId: string;
    role: Role;
    subrole: string | null;
    source: string;
  };
  'schoolAdministration.guardian': Period & {
    id: string;
    childId: string;
    personId: string;
    relation: string;
    source: string;
  };
  'schoolAdministration.right': {
    id: string;
    childId: string;
    personId: string | null;
    kind: RightKind;
    source: 'FOLKEREGISTERET' | 'STAFF' | 'HOLDER';
    reason: string | null;
    decidedBy: string | null;
    validFrom: string;
    validTo: string | null;
    recordedAt: Generated<string>;
  };
  'schoolAdministration.addressProtection': {
    id: string;
    childId: string;
    grading: 'CONFIDENTIAL' | 'STRICTLY_CONFIDENTIAL';
    source: string;
    reason: string | null;
    decidedBy: string | null;
    validFrom: string;
    validTo: string | null;
    recordedAt: Generated<string>;
  };
  /** Who is named for the case of a child that need not be known here: the child is a keyed hash of its national id. */
  'schoolAdministration.caseNaming': {
    id: string;
    childKey: string;
    kind: Extract<RightKind, 'NAMED_FOR_CASE' | 'NAMED_BY_DECISION'>;
    personId: string;
    reason: string;
    namedBy: string;
    validFrom: string;
    validTo: string;
    namedAt: string;
    endReason: string | null;
    /** The right that it became; null while no child here has the national id. */
    rightId: string | null;
    /** Its right was ended, and the other subgraphs have not been told. */
    untold: Generated<boolean>;
  };
  'schoolAdministration.residence': { childId: string; municipalityNumber: string; validFrom: string };
  'schoolAdministration.absence': {
    id: string;
    childId: string;
    /** One absence, or the total of a term that was counted elsewhere. */
    kind: Generated<'OCCASION' | 'TERM_TOTAL'>;
    startsOn: string;
    endsOn: string;
    days: Generated<string>;
    hours: Generated<string>;
    documented: Generated<boolean>;
    /** Counted on the school-leaving certificate (years 8–10). */
    onCertificate: Generated<boolean>;
    reason: string | null;
    subjectCode: string | null;
    recordedBy: string | null;
    recordedAt: Generated<string>;
    /** The report of the home that it is; null for what staff or a roster recorded. */
    reportId: string | null;
  };
  /** Reports of absence, sealed while they wait to be applied. */
  'schoolAdministration.absenceReport': {
    reportId: string;
    childId: string;
    state: 'REPORTED' | 'RETRACTED';
    sealed: string | null;
  };
  'schoolAdministration.assessment': {
    id: string;
    childId: string;
    category: 'final-assessment' | 'half-year-marks-year-10' | 'ongoing-assessment';
    subjectCode: string;
    subject: string;
    mark: string | null;
    feedback: string | null;
    level: number | null;
    term: string;
    assessedOn: string;
    recordedBy: string | null;
    recordedAt: Generated<string>;
  };
  'schoolAdministration.record': {
    id: string;
    childId: string;
    kind: string;
    category: string;
    title: string;
    body: string;
    legalBasis: string | null;
    validFrom: string;
    validTo: string | null;
    recordedBy: string | null;
    recordedAt: Generated<string>;
  };
  'schoolAdministration.receivedPart': {
    partId: string;
    childId: string;
    transferId: string;
    category: string;
    senderNumber: string;
    senderName: string;
    rule: string;
    legalBasis: string;
    asHistory: boolean;
    content: unknown;
    contentHash: string;
    receivedAt: string;
  };
  /** The kit's projection: who may know of which children in lists. */
  'schoolAdministration.childPlacement': {
    childId: string;
    unitIds: string[];
    groupIds: string[];
    graded: boolean;
    active: boolean;
  };
  /** Systems that a school has approved to see its pupils. */
  'schoolAdministration.systemApproval': { clientId: string; unitId: string } & Period;
  /** What a unit's leader has decided on a system, oldest first by `seq`: the latest holds, whatever the settings say. */
  'schoolAdministration.systemDecision': {
    seq: Generated<number>;
    id: string;
    clientId: string;
    unitId: string;
    decision: 'APPROVED' | 'WITHDRAWN';
    reason: string;
    decidedBy: string;
    decidedAt: string;
  } & Period;
  /** A person's decision on who a roster's guardian is; `personId` null: nobody that is registered. */
  'schoolAdministration.guardianMatch': {
    guardianId: string;
    personId: string | null;
    reason: string;
    decidedBy: string;
    decidedAt: Generated<string>;
  };
  /** Roll-overs that were applied, by the calendar year in which the school year begins. */
  'schoolAdministration.rollOver': { schoolYear: number; appliedAt: string; report: unknown };
  /** Who was said to be who, by whom and why: added to, never changed. */
  'schoolAdministration.matchDecision': {
    seq: Generated<number>;
    id: string;
    childId: string;
    guardianId: string | null;
    outcome: 'MATCHED' | 'NO_MATCH' | 'UNDONE';
    personId: string | null;
    numberBefore: string | null;
    reason: string;
    decidedBy: string;
    decidedAt: string;
  };
}

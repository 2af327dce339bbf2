/**
 * The neutral roster: what every reader (PIFU-IMS, OneRoster) yields and the importer stores.
 *
 * A source id is unique within one source and kind. It is the id the file gives; one that another system has issued is
 * written `issuer|id`, so that two systems' ids never meet. Dates are ISO dates, languages ISO 639 codes. Photos, passwords,
 * free-text comments and the next of kin of staff are never part of it (GDPR art. 5 (1) c).
 */
import type { RosterFinding } from './roster-findings.ts';

/** `full` says who there is; `delta` and `event` say what has changed. */
export type Extract = 'full' | 'delta' | 'event';

/** The first record: which system the file speaks for, and when it was made. */
export interface RosterHeader {
  readonly record: 'header';
  readonly line: number;
  readonly extract: Extract;
  /** The system the data come from (PIFU `datasource`): a `full` file replaces what came from this source, and only that. */
  readonly source: string;
  /** When the source made it, as written there. */
  readonly createdAt?: string;
}

export interface RosterAddress {
  readonly lines: readonly string[];
  readonly postalCode?: string;
  readonly locality?: string;
  readonly country?: string;
}

/** Somebody to call about a person. It says nothing of foreldreansvar (parental responsibility) and gives no rights. */
export interface RosterContact {
  readonly personId: string;
  readonly relation: 'guardian' | 'next-of-kin';
}

export interface RosterPerson {
  readonly record: 'person';
  readonly line: number;
  readonly id: string;
  /** Ids the person had before, or has twice, in the same source. */
  readonly formerIds: readonly string[];
  readonly givenName?: string;
  readonly familyName?: string;
  /** The name as the source writes it. */
  readonly fullName?: string;
  /** As written; after the checks only a valid one, and in test mode only a synthetic one: it may be matched on. */
  readonly nationalId?: string;
  /** One that is not valid, or that another person in the file has too: kept for a person to mend, never matched on. */
  readonly nationalIdReported?: string;
  readonly feideId?: string;
  readonly pupilNumber?: string;
  readonly employeeNumber?: string;
  readonly gender?: 'female' | 'male';
  readonly birthDate?: string;
  readonly email?: string;
  readonly mobile?: string;
  readonly phone?: string;
  readonly registeredAddress?: RosterAddress;
  readonly postalAddress?: RosterAddress;
  readonly preferredLanguage?: string;
  readonly motherTongues: readonly string[];
  readonly active: boolean;
  readonly pupilStatus?: PupilStatus;
  readonly contacts: readonly RosterContact[];
  /** False: the record does not say who the contacts are, and a delta leaves them as they are. */
  readonly statesContacts?: boolean;
  /** The record is followed by all the person's units: in a delta, one that is not among them has ended. */
  readonly statesUnits?: true;
}

export const pupilStatuses = [
  'full-time',
  'part-time',
  'norwegian-education-abroad',
  'foreign-education-in-norway',
  'adult',
  'private-candidate',
] as const;
export type PupilStatus = (typeof pupilStatuses)[number];

/** An owner (skoleeier), a school, a kindergarten, or an SFO that stands as a unit of its own. */
export interface RosterUnit {
  readonly record: 'unit';
  readonly line: number;
  readonly id: string;
  readonly formerIds: readonly string[];
  readonly kind: UnitKind;
  readonly name: string;
  readonly legalName?: string;
  readonly shortName?: string;
  /** As written; after the checks only a valid one. */
  readonly organisationNumber?: string;
  readonly municipalityNumber?: string;
  /** Which levels it teaches; several for a combined school. */
  readonly schoolTypes: readonly SchoolType[];
  /** Absent for the topmost unit. */
  readonly parentId?: string;
  readonly email?: string;
  readonly phone?: string;
}

export const unitKinds = ['owner', 'school', 'kindergarten', 'after-school'] as const;
export type UnitKind = (typeof unitKinds)[number];

export const schoolTypes = ['primary', 'lower-secondary', 'upper-secondary', 'kindergarten', 'after-school'] as const;
export type SchoolType = (typeof schoolTypes)[number];

export interface RosterGroup {
  readonly record: 'group';
  readonly line: number;
  readonly id: string;
  readonly formerIds: readonly string[];
  readonly type: GroupType;
  readonly name: string;
  readonly longName?: string;
  readonly description?: string;
  readonly begin?: string;
  readonly end?: string;
  /** As written: `2006/2007`, `H2010`, `V2011`. */
  readonly schoolYear?: string;
  /** Year level 1–10, or 11–13 for vg1–vg3. */
  readonly yearLevel?: number;
  readonly grepCodes: readonly string[];
  /** Its school, or the group it is a part of. */
  readonly parentIds: readonly string[];
}

export const groupTypes = [
  'base-group',
  'teaching-group',
  'contact-teacher-group',
  'year-level',
  'education-programme',
  'programme-area',
  'subject',
  'guardian-group',
  'language-training',
  'combined-group',
  'pupil-council',
  'parents-council',
  'school-committee',
  'school-environment-committee',
  'after-school',
  'exam-group',
] as const;
export type GroupType = (typeof groupTypes)[number];

/** One role of one person in one unit or group. */
export interface RosterMembership {
  readonly record: 'membership';
  readonly line: number;
  /** The unit or group. */
  readonly groupId: string;
  readonly personId: string;
  readonly role: Role;
  readonly subrole?: string;
  readonly active: boolean;
  readonly begin?: string;
  /** The last day it holds. */
  readonly end?: string;
  readonly primary: boolean;
  /** The pupil's year level there, where the source says it of the pupil and not of a group. */
  readonly yearLevel?: number;
  /** A delta takes it away. */
  readonly removed?: true;
}

export const roles = [
  'pupil',
  'teacher',
  'other',
  'school-leader',
  'contact-teacher',
  'administrator',
  'assistant',
] as const;
export type Role = (typeof roles)[number];

/** A person, unit or group that a finding has left out: what refers to it is left out with it, without a word more. */
export interface RosterLeftOut {
  readonly record: 'left-out';
  readonly line: number;
  readonly of: 'person' | 'group';
  readonly id: string;
}

/** The file is one of absence or grades, and no roster, whatever its type says. */
export interface RosterResults {
  readonly record: 'results';
  readonly line: number;
  readonly content: 'absence' | 'grades';
}

/** An absence, or the total of a term: in days or in clock hours. */
export interface RosterAbsence {
  readonly record: 'absence';
  readonly line: number;
  /** Absent for totals: then it is told apart by what it counts, where and when. */
  readonly id?: string;
  readonly personId: string;
  readonly groupId: string;
  readonly kind: 'OCCASION' | 'TERM_TOTAL';
  readonly begin: string;
  readonly end: string;
  readonly counted: 'days' | 'hours';
  readonly value: number;
  readonly documented: boolean;
}

/** A mark in a subject (a group with a Grep code). */
export interface RosterMark {
  readonly record: 'mark';
  readonly line: number;
  readonly personId: string;
  readonly groupId: string;
  readonly form: 'HALF_YEAR' | 'FINAL' | 'EXAM_WRITTEN' | 'EXAM_ORAL';
  readonly half?: 'autumn' | 'spring';
  readonly mark: string;
  readonly begin?: string;
  readonly end?: string;
}

/** A contact that stands on neither's own record, after both. */
export interface RosterContactLink extends RosterContact {
  readonly record: 'contact';
  readonly line: number;
  readonly childId: string;
}

/** A person, unit or group that a delta takes away, with all that is theirs. */
export interface RosterRemoval {
  readonly record: 'removal';
  readonly line: number;
  readonly of: 'person' | 'group';
  readonly id: string;
}

export type RosterRecord =
  | RosterHeader
  | RosterPerson
  | RosterUnit
  | RosterGroup
  | RosterMembership
  | RosterContactLink
  | RosterResults
  | RosterAbsence
  | RosterMark
  | RosterRemoval
  | RosterLeftOut;
/** What a reader yields, in the order of the file. */
export type RosterItem = RosterRecord | RosterFinding;

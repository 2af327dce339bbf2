/** The demo municipality in memory, from which every file is written. All persons are synthetic. */
export type MunicipalityName = 'Ringsaker' | 'Sarpsborg';
/** A municipality, a county (upper secondary), or the owner of a private school. */
export type OwnerName = MunicipalityName | 'Innlandet' | 'Furuberget';
export type Gender = 'female' | 'male';
export type Grading = 'ugradert' | 'klientadresse' | 'fortrolig' | 'strengtFortrolig';

export interface PersonName {
  readonly given: string;
  readonly middle?: string;
  readonly family: string;
}

export interface Address {
  readonly street: string;
  readonly number: number;
  readonly postalCode: string;
  readonly postalPlace: string;
  readonly municipalityNumber: string;
}

export interface Residence {
  readonly address: Address;
  /** ISO date of moving in. */
  readonly from: string;
}

export interface Person {
  readonly nationalId: string;
  readonly name: PersonName;
  readonly gender: Gender;
  readonly birthDate: string;
}

export interface Adult extends Person {
  readonly phone: string;
  readonly email: string;
  readonly grading: Grading;
  /** Oldest first; the last one is where the person lives now. */
  readonly residences: readonly Residence[];
}

export type ParentRole = 'mor' | 'far' | 'medmor';
export type ResponsibilityKind = 'felles' | 'mor' | 'far' | 'medmor' | 'andre';

export interface Child extends Person {
  /** Year level: 1–10 at school, 0 to −4 in kindergarten. */
  readonly level: number;
  readonly nativeLanguage: string;
  readonly writtenForm: 'nb' | 'nn';
  readonly grading: Grading;
  readonly residences: readonly Residence[];
  /** Delt bosted (barnelova § 36): a second home with equal standing. */
  readonly sharedResidence?: Residence;
  readonly parents: readonly { readonly nationalId: string; readonly role: ParentRole }[];
  readonly responsibility: readonly {
    readonly kind: ResponsibilityKind;
    readonly holder?: string;
    readonly organisation?: string;
  }[];
  /** Those whom the school-administration system lists as guardians: not the same as those who hold foreldreansvar. */
  readonly rosterGuardians: readonly string[];
}

export type FamilyKind =
  | 'together'
  | 'two-homes'
  | 'lives-with-mother'
  | 'lives-with-father'
  | 'sole-mother'
  | 'sole-father'
  | 'two-mothers'
  | 'step-family'
  | 'foster'
  | 'other-guardian';

export interface Family {
  readonly kind: FamilyKind;
  readonly children: readonly Child[];
  readonly adults: readonly Adult[];
}

export interface Unit {
  readonly localId: string;
  readonly organisationNumber: string;
  readonly name: string;
  readonly kind: 'school' | 'sfo' | 'kindergarten';
  /** The area of the municipality it serves. */
  readonly area: string;
  readonly levels: readonly number[];
  readonly address: Address;
  readonly emailDomain: string;
}

/** PIFU-IMS role types. */
export type RoleType = '01' | '02' | '04' | '05' | '06' | '07' | '08';

export interface RosterPerson {
  readonly localId: string;
  readonly kind: 'child' | 'guardian' | 'staff';
  readonly person: Person | Child | Adult;
  /** Feide's name of the person: `user@realm`; guardians have none. */
  readonly feideName?: string;
  /** Absent for those whose address is graded. */
  readonly address?: Address;
  readonly child?: Child;
  readonly adult?: Adult;
  readonly guardians?: readonly string[];
}

export type GroupKind =
  | 'basisgruppe'
  | 'undervisningsgruppe'
  | 'kontaktlærergruppe'
  | 'trinn'
  | 'språkopplæring'
  | 'sfo';

export interface Subject {
  readonly code: string;
  readonly curriculum: string;
  readonly name: string;
}

export interface Group {
  readonly localId: string;
  readonly kind: GroupKind;
  readonly unit: Unit;
  readonly shortName: string;
  readonly longName: string;
  readonly level?: number;
  readonly subject?: Subject;
  readonly from: string;
  readonly to: string;
}

export interface Membership {
  /** Local id of the owner, a unit or a group. */
  readonly container: string;
  readonly nationalId: string;
  readonly role: RoleType;
  readonly subrole?: 'rektor' | 'inspektør' | 'faglærer' | 'kontormedarbeider';
  readonly from: string;
  readonly to?: string;
  readonly primary?: boolean;
}

/** An applicant is in year 10 and starts in upper secondary school when the next school year does. */
export type MoverKind = 'main' | 'graded-6-sibling' | 'fifteen' | 'graded-7' | 'ordinary' | 'applicant';

/** A child who is a pupil in both municipalities' data: years in Ringsaker, newly started in Sarpsborg. */
export interface Mover {
  readonly nationalId: string;
  readonly kind: MoverKind;
  readonly family: FamilyKind;
  readonly name: PersonName;
  /** First day at the school in Sarpsborg. */
  readonly startsOn: string;
  /** Move date in Folkeregisteret. */
  readonly movedOn: string;
}

export interface Profile {
  readonly name: OwnerName;
  /** As Enhetsregisteret has it: `Ringsaker kommune`. */
  readonly legalName: string;
  readonly kind: 'MUNICIPALITY' | 'COUNTY' | 'PRIVATE_OWNER';
  /** Null for one that is no municipality. */
  readonly municipalityNumber: string | null;
  readonly countyNumber: string;
  readonly organisationNumber: string;
  readonly ownerLocalId: string;
  readonly realm: string;
  /** Where the roster says it comes from. */
  readonly datasource: string;
}

export interface MunicipalityModel {
  readonly profile: Profile;
  readonly seed: string;
  /** The calendar year in which the school year starts. */
  readonly schoolYear: number;
  readonly today: string;
  readonly units: readonly Unit[];
  readonly people: readonly RosterPerson[];
  readonly families: readonly Family[];
  readonly groups: readonly Group[];
  readonly memberships: readonly Membership[];
  readonly movers: readonly Mover[];
  /** The movers have newly come here, or are to come: nothing is recorded of them yet. */
  readonly moversArrive: boolean;
  /** Local id of the basisgruppe whose pupils all have recordings. */
  readonly demoClass: string;
}

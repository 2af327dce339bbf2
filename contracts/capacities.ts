import type { Fact } from './facts.ts';
import type { InLanguages } from './languages.ts';

/**
 * What somebody was to a child when they looked: kept in the audit trail, so that a later change of posts does not change who looked. The
 * first whose fact holds counts; the order goes from the nearest to the child to the farthest.
 */
export const capacityTable = {
  pupil: { fact: 'isPupil', label: { nb: 'Eleven selv', nn: 'Eleven sjølv', se: 'Oahppi ieš', en: 'The pupil' } },
  'foster-parent': {
    fact: 'isFosterParent',
    label: { nb: 'Fosterforelder', nn: 'Fosterforelder', se: 'Biebmováhnen', en: 'Foster parent' },
  },
  institution: {
    fact: 'isInstitution',
    label: { nb: 'Institusjonen', nn: 'Institusjonen', se: 'Ásahus', en: 'The institution' },
  },
  'child-protection': {
    fact: 'isChildProtection',
    label: { nb: 'Barneverntjenesten', nn: 'Barnevernstenesta', se: 'Mánáidsuodjalus', en: 'Child welfare services' },
  },
  parent: {
    fact: 'holdsParentalResponsibility',
    label: { nb: 'Forelder', nn: 'Forelder', se: 'Váhnen', en: 'Parent' },
  },
  'parent-without-responsibility': {
    fact: 'isParent',
    label: {
      nb: 'Forelder uten foreldreansvar',
      nn: 'Forelder utan foreldreansvar',
      se: 'Váhnen váhnenovddasvástádusa haga',
      en: 'Parent without parental responsibility',
    },
  },
  'opened-record': {
    fact: 'openedRecord',
    label: {
      nb: 'Ansatt som åpnet med en begrunnelse',
      nn: 'Tilsett som opna med ei grunngiving',
      se: 'Bargi gii rabai vuođustusain',
      en: 'Employee who opened the record with a reason',
    },
  },
  'contact-teacher': {
    fact: 'isContactTeacher',
    label: { nb: 'Kontaktlærer', nn: 'Kontaktlærar', se: 'Oktavuođaoahpaheaddji', en: 'Contact teacher' },
  },
  teacher: { fact: 'teachesChild', label: { nb: 'Lærer', nn: 'Lærar', se: 'Oahpaheaddji', en: 'Teacher' } },
  'special-needs-staff': {
    fact: 'isSpecialNeedsStaff',
    label: { nb: 'Spesialpedagog', nn: 'Spesialpedagog', se: 'Spesiálapedagoga', en: 'Special-needs staff' },
  },
  leader: { fact: 'leadsSchool', label: { nb: 'Leder', nn: 'Leiar', se: 'Jođiheaddji', en: 'Leader' } },
  secretary: {
    fact: 'isSchoolSecretary',
    label: { nb: 'Skolesekretær', nn: 'Skolesekretær', se: 'Skuvlačálli', en: 'School secretary' },
  },
  'sfo-staff': {
    fact: 'worksAtSfo',
    label: {
      nb: 'Ansatt i SFO eller barnehage',
      nn: 'Tilsett i SFO eller barnehage',
      se: 'SFO- dahje mánáidgárdebargi',
      en: 'Staff of the after-school programme or kindergarten',
    },
  },
  substitute: {
    fact: 'coversGroupToday',
    label: { nb: 'Vikar for dagen', nn: 'Vikar for dagen', se: 'Beaivvi sadjásaš', en: 'Substitute for the day' },
  },
  'named-for-case': {
    fact: 'namedForCase',
    label: { nb: 'Navngitt for saken', nn: 'Namngitt for saka', se: 'Namuhuvvon áššái', en: 'Named for the case' },
  },
  'ppt-staff': { fact: 'isPptStaff', label: { nb: 'PPT', nn: 'PPT', se: 'PPT', en: 'The PPT' } },
  'school-nurse': {
    fact: 'isSchoolNurse',
    label: {
      nb: 'Skolehelsetjenesten',
      nn: 'Skolehelsetenesta',
      se: 'Skuvladearvvašvuođabálvalus',
      en: 'The school health service',
    },
  },
  'municipal-leader': {
    fact: 'isMunicipalLeader',
    label: {
      nb: 'Kommunens skoleleder',
      nn: 'Skoleleiaren i kommunen',
      se: 'Suohkana skuvlajođiheaddji',
      en: 'The municipal leader of schools',
    },
  },
  'case-worker': {
    fact: 'isCaseWorker',
    label: { nb: 'Saksbehandler', nn: 'Saksbehandlar', se: 'Áššemeannudeaddji', en: 'Case worker' },
  },
  archivist: { fact: 'isArchivist', label: { nb: 'Arkivar', nn: 'Arkivar', se: 'Arkivára', en: 'Archivist' } },
  'data-protection-officer': {
    fact: 'isDataProtectionOfficer',
    label: {
      nb: 'Personvernombud',
      nn: 'Personvernombod',
      se: 'Persovdnasuodjaláittardeaddji',
      en: 'Data-protection officer',
    },
  },
  employee: { fact: 'isEmployee', label: { nb: 'Ansatt', nn: 'Tilsett', se: 'Bargi', en: 'Employee' } },
} as const satisfies Record<string, { readonly fact: Fact; readonly label: InLanguages }>;

export type Capacity = keyof typeof capacityTable;
export const capacities = Object.keys(capacityTable) as readonly Capacity[];
export const isCapacity = (text: string): text is Capacity => Object.hasOwn(capacityTable, text);

/** Null for somebody who is nothing of it to the child. */
export const capacityOf = (facts: ReadonlySet<Fact>): Capacity | null =>
  capacities.find((capacity) => facts.has(capacityTable[capacity].fact)) ?? null;

/** The home: what they looked at is told to themselves alone. */
export const homeCapacities: readonly Capacity[] = [
  'pupil',
  'foster-parent',
  'institution',
  'child-protection',
  'parent',
  'parent-without-responsibility',
];

/** Those whose post gives them to do with each of a school's children: their look-ups of many are no pattern. */
export const closeCapacities: readonly Capacity[] = [
  ...homeCapacities,
  'contact-teacher',
  'teacher',
  'special-needs-staff',
  'leader',
  'secretary',
  'sfo-staff',
  'substitute',
  'named-for-case',
  'ppt-staff',
  'school-nurse',
  'municipal-leader',
];

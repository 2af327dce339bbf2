/** The element names and code values of PIFU-IMS 1.3 (XSD `PIFU-IMS_SAS`, version 1.3 of 2020-04-12) and what they are here. */
import type { GroupType, PupilStatus, Role, SchoolType } from '../roster-records.ts';

export const pifuNamespace = 'http://pifu.no/xsd/pifu-ims_sas/pifu-ims_sas-v1';

export const extracts = { full: 'full', delta: 'delta', event: 'event' } as const;

/** Groups that are organisations (scheme `pifu-ims-go-org`), and the type value of an SFO that stands on its own. */
export const unitTypes = { skoleeier: 'owner', skole: 'school', sfo: 'after-school' } as const;

export const groupTypeValues: Readonly<Record<string, GroupType>> = {
  basisgruppe: 'base-group',
  undervisningsgruppe: 'teaching-group',
  kontaktlærergruppe: 'contact-teacher-group',
  trinn: 'year-level',
  utdanningsprogram: 'education-programme',
  programområde: 'programme-area',
  fag: 'subject',
  foresattegruppe: 'guardian-group',
  språkopplæring: 'language-training',
  sammensattgruppe: 'combined-group',
  elevråd: 'pupil-council',
  fau: 'parents-council',
  skoleutvalg: 'school-committee',
  skolemiljøutvalg: 'school-environment-committee',
  sfo: 'after-school',
  eksamensgruppe: 'exam-group',
};

export const schoolTypeValues: Readonly<Record<string, SchoolType>> = {
  barneskole: 'primary',
  ungdomsskole: 'lower-secondary',
  videregående: 'upper-secondary',
  barnehage: 'kindergarten',
  sfo: 'after-school',
};

/** 03, content developer, is in the XSD but has no meaning in PIFU: read as another role. */
export const roleTypes: Readonly<Record<string, Role>> = {
  '01': 'pupil',
  '02': 'teacher',
  '03': 'other',
  '04': 'other',
  '05': 'school-leader',
  '06': 'contact-teacher',
  '07': 'administrator',
  '08': 'assistant',
};

/** Kept as the standard writes them: Norwegian titles for staff, single letters (Vigo's pupil codes) for pupils. */
export const subroles: ReadonlySet<string> = new Set([
  'faglærer',
  'lærerstudent',
  'vikar',
  'rådgiver',
  'kontormedarbeider',
  'skolehelsetjeneste',
  'skolebibliotekar',
  'vaktmester',
  'renholdsarbeider',
  'foresattrepresentant',
  'rektor',
  'inspektør',
  'iktansvarlig',
  'sosiallærer',
  'sensor',
  'pptansatt',
  ...'EAFMNUPRVOSDILK',
]);

export const pupilStatusValues: Readonly<Record<string, PupilStatus>> = {
  heltid: 'full-time',
  deltid: 'part-time',
  'norsk-utv-i-utlandet': 'norwegian-education-abroad',
  'utenlandsk-utv-i-norge': 'foreign-education-in-norway',
  voksen: 'adult',
  privatist: 'private-candidate',
};

/** Read in a streaming file as frames around records. */
export const containers: ReadonlySet<string> = new Set(['enterprise', 'membership']);

/** Never read: free text about persons, pictures, and links, which the hub has no purpose for. */
export const ignored: ReadonlySet<string> = new Set(['comments', 'photo', 'url', 'pifu_url', 'target', 'label']);

/** Marks a file as one of absence or grades, whatever its `type` says. */
export const resultElements = {
  pifu_absence: 'absence',
  interimresult: 'grades',
  finalresult: 'grades',
} as const;
export const isResultElement = (name: string): name is keyof typeof resultElements =>
  Object.hasOwn(resultElements, name);

export const knownElements: ReadonlySet<string> = new Set(
  `enterprise properties person group membership member role sourcedid source id datasource datetime type userid name fn n
   family given demographics gender bday email tel adr pobox extadd street locality region pcode country extension grouptype
   scheme typevalue description short long full timeframe begin end adminperiod relationship idtype subrole status mode
   values list min max result pifu_id pifu_value pifu_scope pifu_unique pifu_name pifu_language pifu_email pifu_tel pifu_adr
   pifu_status pifu_preferredLanguage pifu_nativeTongue pifu_hasContactPerson pifu_primaryRelation pifu_absence
   pifu_absence_type pifu_absence_value pifu_schoolType interimresult finalresult`
    .split(/\s+/)
    .filter(Boolean),
);

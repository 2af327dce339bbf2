/** What staff have recorded about a child and a roster does not bring; the demo records it through the hub's own commands. */
export type StaffRecording = RecordingBase &
  (
    | AbsenceRecording
    | AttendanceTotalRecording
    | AssessmentRecording
    | DecisionRecording
    | PlanRecording
    | HealthNoteRecording
    | LanguageMappingRecording
    | WrittenLanguageFormRecording
    | SchoolEnvironmentRecording
    | BeliefExemptionRecording
    | OwnWorkRecording
    | MessageRecording
  );
export type RecordingKind = StaffRecording['kind'];

interface RecordingBase {
  /** Stable over runs: an idempotency key. */
  readonly id: string;
  readonly childNationalId: string;
  readonly schoolOrganisationNumber: string;
  /** Feide name of the member of staff. */
  readonly recordedBy: string;
  readonly recordedOn: string;
  readonly language: 'nb' | 'nn';
}

export interface AbsenceRecording {
  readonly kind: 'absence';
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly hours: number;
  readonly documented: boolean;
  /** Category attendance-reasons. */
  readonly reason: string;
}

export interface AttendanceTotalRecording {
  readonly kind: 'attendance-total';
  readonly schoolYear: number;
  readonly term: 'autumn' | 'spring';
  readonly days: number;
  readonly hours: number;
  /** Years 8–10: shown on the vitnemål. */
  readonly onCertificate: boolean;
}

export interface AssessmentRecording {
  readonly kind: 'assessment';
  readonly form: 'ongoing' | 'half-year' | 'final';
  readonly subjectCode: string;
  readonly schoolYear: number;
  /** 1–6; none below year 8. */
  readonly mark?: number;
  readonly comment: string;
}

export interface DecisionRecording {
  readonly kind: 'decision';
  readonly topic: 'individual-adaptation' | 'language-training' | 'school-transport' | 'imposed-school-change';
  readonly title: string;
  /** The paragraph the decision rests on. */
  readonly legalBasis: string;
  readonly decidedOn: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly text: string;
}

export interface PlanRecording {
  readonly kind: 'plan';
  readonly form: 'expert-assessment' | 'individual-education-plan' | 'individual-plan';
  readonly title: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly text: string;
}

export interface HealthNoteRecording {
  readonly kind: 'health-note';
  readonly topic: 'allergy' | 'illness' | 'medicine';
  /** Without this knowledge the child's life may be in danger (forvaltningsloven § 13 b (1) no. 7). */
  readonly dangerToLife: boolean;
  readonly text: string;
}

export interface LanguageMappingRecording {
  readonly kind: 'language-mapping';
  readonly mappedOn: string;
  readonly nativeLanguage: string;
  readonly level: 'A1' | 'A2' | 'B1' | 'B2';
  readonly text: string;
}

export interface WrittenLanguageFormRecording {
  readonly kind: 'written-language-form';
  readonly form: 'nb' | 'nn';
}

export interface SchoolEnvironmentRecording {
  readonly kind: 'school-environment-case';
  readonly title: string;
  readonly status: 'open' | 'closed';
  readonly openedOn: string;
  /** Other children are spoken of: they are removed before anything is shared. */
  readonly involvesOthers: boolean;
  readonly text: string;
}

export interface BeliefExemptionRecording {
  readonly kind: 'belief-exemption';
  readonly subjectCode: string;
  readonly text: string;
}

export interface OwnWorkRecording {
  readonly kind: 'own-work';
  readonly title: string;
  readonly subjectCode: string;
  readonly text: string;
}

export interface MessageRecording {
  readonly kind: 'message';
  readonly subject: string;
  readonly text: string;
}

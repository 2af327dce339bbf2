import type { CategoryId } from '#contracts/categories.ts';

/** What a kind of record belongs to: its category, and as what the archive journals it. */
interface CaseDocumentForm {
  readonly category: CategoryId;
  readonly journalledAs?: 'INDIVIDUAL_DECISION' | 'PLAN' | 'SCHOOL_ENVIRONMENT';
}

/** The kinds of records that staff make. Those that are case documents are journalled as they arise (arkivlova § 5). */
export const caseDocumentForms = {
  HEALTH_NOTE: { category: 'health' },
  ALLERGY: { category: 'health' },
  INDIVIDUAL_DECISION: { category: 'individual-decisions', journalledAs: 'INDIVIDUAL_DECISION' },
  IMPOSED_SCHOOL_CHANGE: { category: 'imposed-school-change', journalledAs: 'INDIVIDUAL_DECISION' },
  EXPERT_ASSESSMENT: { category: 'expert-assessment-plans', journalledAs: 'PLAN' },
  INDIVIDUAL_EDUCATION_PLAN: { category: 'expert-assessment-plans', journalledAs: 'PLAN' },
  INDIVIDUAL_PLAN: { category: 'expert-assessment-plans', journalledAs: 'PLAN' },
  LANGUAGE_MAPPING: { category: 'language-mapping' },
  SCHOOL_ENVIRONMENT_CASE: { category: 'school-environment', journalledAs: 'SCHOOL_ENVIRONMENT' },
  BEHAVIOUR_NOTE: { category: 'school-environment' },
  PHYSICAL_INTERVENTION: { category: 'school-environment', journalledAs: 'SCHOOL_ENVIRONMENT' },
  BELIEF_EXEMPTION: { category: 'belief-exemption' },
  DEVELOPMENT_OBSERVATION: { category: 'development-observations' },
  TRANSITION_FORM: { category: 'development-observations' },
  OWN_WORK: { category: 'own-work' },
  WRITTEN_LANGUAGE_FORM: { category: 'written-language-form' },
} as const satisfies Record<string, CaseDocumentForm>;

export type CaseDocumentKind = keyof typeof caseDocumentForms;
export const caseDocumentForm = (kind: CaseDocumentKind): CaseDocumentForm => caseDocumentForms[kind];

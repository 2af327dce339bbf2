// Made from the graph by `oppvekst compose`.
import type {
  AbsenceKind,
  AbsenceReason,
  AbsenceReportStatus,
  AiUse,
  AnswerChannel,
  AnswerWay,
  ApprovalScope,
  ApprovalStatus,
  AssessmentState,
  CaseDocumentKind,
  CorrectionOutcome,
  CorrectionTold,
  DataExportState,
  DigestRhythm,
  ExemptionLetter,
  ExplanationLanguage,
  HandOverStage,
  InformationRequestState,
  InformedBy,
  Level,
  NoticeLanguage,
  ParallelExemption,
  PermissionAnswerKind,
  PermissionStatus,
  PersonalDataAvailability,
  PriceModel,
  ResourceKind,
  RightKind,
  RosterImportState,
  RosterUploadState,
  SystemDecisionKind,
  ThreadClosing,
  ThreadRole,
  ThreadStatus,
  TransferActor,
  TransferAnswer,
  TransferBasis,
  TransferDirection,
  TransferForm,
  TransferOutcome,
  TransferPhase,
  TransferSide,
  UnitKind,
  UnusualKind,
} from './types.generated.ts';

export const everyAbsenceKind: readonly AbsenceKind[] = [
  'OCCASION',
  'TERM_TOTAL',
];
export const everyAbsenceReason: readonly AbsenceReason[] = [
  'ILLNESS',
  'APPOINTMENT',
  'WELFARE',
  'OTHER',
];
export const everyAbsenceReportStatus: readonly AbsenceReportStatus[] = [
  'REPORTED',
  'RETRACTED',
];
export const everyAiUse: readonly AiUse[] = [
  'NONE',
  'ASSISTING',
  'ADAPTING',
];
export const everyAnswerChannel: readonly AnswerChannel[] = [
  'PAPER',
  'MEETING',
  'INTERPRETER',
];
export const everyAnswerWay: readonly AnswerWay[] = [
  'PORTAL',
  'PAPER',
  'MEETING',
  'INTERPRETER',
];
export const everyApprovalScope: readonly ApprovalScope[] = [
  'WITH_PERSONAL_DATA',
  'WITHOUT_PERSONAL_DATA',
];
export const everyApprovalStatus: readonly ApprovalStatus[] = [
  'PROPOSED',
  'REVIEWED',
  'CHECKED',
  'APPROVED',
  'DISTRIBUTED',
  'REJECTED',
  'WITHDRAWN',
  'EXPIRED',
];
export const everyAssessmentState: readonly AssessmentState[] = [
  'DONE',
  'NEEDED',
  'NOT_NEEDED',
];
export const everyCaseDocumentKind: readonly CaseDocumentKind[] = [
  'HEALTH_NOTE',
  'ALLERGY',
  'INDIVIDUAL_DECISION',
  'IMPOSED_SCHOOL_CHANGE',
  'EXPERT_ASSESSMENT',
  'INDIVIDUAL_EDUCATION_PLAN',
  'INDIVIDUAL_PLAN',
  'LANGUAGE_MAPPING',
  'SCHOOL_ENVIRONMENT_CASE',
  'BEHAVIOUR_NOTE',
  'PHYSICAL_INTERVENTION',
  'BELIEF_EXEMPTION',
  'DEVELOPMENT_OBSERVATION',
  'TRANSITION_FORM',
  'OWN_WORK',
  'WRITTEN_LANGUAGE_FORM',
];
export const everyCorrectionOutcome: readonly CorrectionOutcome[] = [
  'CORRECTED',
  'REFUSED',
];
export const everyCorrectionTold: readonly CorrectionTold[] = [
  'WAITING',
  'TOLD',
  'BY_STAFF',
];
export const everyDataExportState: readonly DataExportState[] = [
  'REQUESTED',
  'MADE',
  'SCREENED',
  'DELIVERED',
];
export const everyDigestRhythm: readonly DigestRhythm[] = [
  'DAY',
  'WEEK',
];
export const everyExemptionLetter: readonly ExemptionLetter[] = [
  'B',
  'C',
  'D',
  'F',
];
export const everyExplanationLanguage: readonly ExplanationLanguage[] = [
  'NB',
  'NN',
  'SE',
  'EN',
];
export const everyHandOverStage: readonly HandOverStage[] = [
  'HELD',
  'WAITING_FOR_PERMISSION',
  'WAITING_FOR_RELEASE',
  'WAITING_FOR_RECEIVER',
  'UNDER_WAY',
  'CLOSED',
  'CANCELLED',
  'OUTSIDE_THE_HUB',
];
export const everyInformationRequestState: readonly InformationRequestState[] = [
  'WAITING',
  'GIVEN',
  'REFUSED',
  'NOT_GIVEN',
];
export const everyInformedBy: readonly InformedBy[] = [
  'AT_HOME',
  'ASKED',
  'NOT_ASKED',
];
export const everyLevel: readonly Level[] = [
  'KINDERGARTEN',
  'YEAR_1',
  'YEAR_2',
  'YEAR_3',
  'YEAR_4',
  'YEAR_5',
  'YEAR_6',
  'YEAR_7',
  'YEAR_8',
  'YEAR_9',
  'YEAR_10',
  'VG1',
  'VG2',
  'VG3',
];
export const everyNoticeLanguage: readonly NoticeLanguage[] = [
  'nb',
  'nn',
  'se',
  'en',
];
export const everyParallelExemption: readonly ParallelExemption[] = [
  'NORWEGIAN_SUBJECT',
  'SMALL_COHORT',
  'LITTLE_TEXT',
];
export const everyPermissionAnswerKind: readonly PermissionAnswerKind[] = [
  'PERMITTED',
  'REFUSED',
  'WITHDRAWN',
];
export const everyPermissionStatus: readonly PermissionStatus[] = [
  'WAITING',
  'PERMITTED',
  'REFUSED',
  'LAPSED',
  'CLOSED',
];
export const everyPersonalDataAvailability: readonly PersonalDataAvailability[] = [
  'NOT_NEEDED',
  'AVAILABLE',
  'NOT_AVAILABLE',
];
export const everyPriceModel: readonly PriceModel[] = [
  'FREE',
  'PER_PUPIL',
  'PER_SCHOOL',
  'PER_CONTROLLER',
];
export const everyResourceKind: readonly ResourceKind[] = [
  'LEARNING_MATERIAL',
  'RESOURCE',
  'TOOL',
];
export const everyRightKind: readonly RightKind[] = [
  'PARENTAL_RESPONSIBILITY',
  'LIVES_WITH',
  'PARENT',
  'STANDING_REQUEST',
  'INFORMATION_REVOKED',
  'CONTACT_BAN',
  'CARE_ORDER',
  'FOSTER_PARENT',
  'INSTITUTION',
  'CHILD_PROTECTION',
  'SPECIAL_NEEDS_STAFF',
  'NAMED_FOR_CASE',
  'NAMED_BY_DECISION',
  'NOT_CLEARED_FOR_PLACE',
];
export const everyRosterImportState: readonly RosterImportState[] = [
  'RUNNING',
  'DONE',
  'FAILED',
  'SET_ASIDE',
];
export const everyRosterUploadState: readonly RosterUploadState[] = [
  'CHECKING',
  'CHECKED',
  'IMPORTING',
  'IMPORTED',
  'REFUSED',
  'DISCARDED',
  'EXPIRED',
];
export const everySystemDecisionKind: readonly SystemDecisionKind[] = [
  'APPROVED',
  'WITHDRAWN',
];
export const everyThreadClosing: readonly ThreadClosing[] = [
  'MOVED',
  'ENDED',
  'NOBODY_AT_HOME',
];
export const everyThreadRole: readonly ThreadRole[] = [
  'STAFF',
  'GUARDIAN',
  'PUPIL',
];
export const everyThreadStatus: readonly ThreadStatus[] = [
  'OPEN',
  'CLOSED',
];
export const everyTransferActor: readonly TransferActor[] = [
  'PERSON',
  'SYSTEM',
  'PEER',
];
export const everyTransferAnswer: readonly TransferAnswer[] = [
  'PERMITS',
  'REFUSES',
  'WITHDRAWS',
];
export const everyTransferBasis: readonly TransferBasis[] = [
  'ADEQUACY',
  'SAFEGUARDS',
  'NONE',
];
export const everyTransferDirection: readonly TransferDirection[] = [
  'KINDERGARTEN_TO_KINDERGARTEN',
  'KINDERGARTEN_TO_SCHOOL',
  'SCHOOL_TO_SCHOOL',
  'LOWER_TO_UPPER_SECONDARY',
  'ABROAD',
];
export const everyTransferForm: readonly TransferForm[] = [
  'FETCH',
  'HAND_OVER',
  'DOCUMENTS',
];
export const everyTransferOutcome: readonly TransferOutcome[] = [
  'FOLLOWS',
  'NEEDS_PERMISSION',
  'BY_HAND',
  'WITHHELD',
  'COLLECTED_ANEW',
  'DOCUMENTS_TO_PARENTS',
];
export const everyTransferPhase: readonly TransferPhase[] = [
  'OFFERED',
  'HELD',
  'ANNOUNCED',
  'ASKED',
  'REQUESTED',
  'UNMATCHED',
  'MATCHED',
  'DECIDED',
  'DISMISSED',
  'BARRED',
  'CANCELLED',
  'NEVER_STARTED',
  'CLOSED',
];
export const everyTransferSide: readonly TransferSide[] = [
  'SENDER',
  'RECEIVER',
];
export const everyUnitKind: readonly UnitKind[] = [
  'OWNER',
  'SCHOOL',
  'KINDERGARTEN',
  'SFO',
];
export const everyUnusualKind: readonly UnusualKind[] = [
  'MANY_CHILDREN',
  'MANY_OPENINGS',
];

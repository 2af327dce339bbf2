/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** What an absence counts. */
export type AbsenceKind =
  /** One absence. */
  | 'OCCASION'
  /** The total of a term. */
  | 'TERM_TOTAL';

/** Why a child is away. */
export type AbsenceReason =
  /** The child is ill; this is health data (GDPR art. 9). */
  | 'ILLNESS'
  /** At a doctor, dentist or the like. */
  | 'APPOINTMENT'
  /** Permission for reasons of welfare. */
  | 'WELFARE'
  /** Any other reason; the note may say which. */
  | 'OTHER';

/** Whether a report of absence stands. */
export type AbsenceReportStatus =
  /** It stands. */
  | 'REPORTED'
  /** It has been taken back. */
  | 'RETRACTED';

/** What artificial intelligence does in a resource. */
export type AiUse =
  /** There is none in it. */
  | 'NONE'
  /** The teacher or the pupil asks it. */
  | 'ASSISTING'
  /** It steers what the pupil gets next. */
  | 'ADAPTING';

/** How an answer that staff record was given. */
export type AnswerChannel =
  /** On paper. */
  | 'PAPER'
  /** In a meeting or by telephone. */
  | 'MEETING'
  /** Through an interpreter. */
  | 'INTERPRETER';

/** The answer to a request to correct. */
export type AnswerCorrectionInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The request. */
  readonly correctionId: string;
  /** What became of it. */
  readonly outcome: CorrectionOutcome;
  /** The answer, with the reason where it is refused, 1 to 4000 characters. An answer that is given is not changed. */
  readonly answer: string;
  /** Of what is corrected: what was wrong, as those who got it are told, 1 to 2000 characters. */
  readonly correctedFrom?: string | null | undefined;
  /** Of what is corrected: what the record says now, 1 to 2000 characters. Those who got it are told this. */
  readonly correctedTo?: string | null | undefined;
};

/** An answer to a parent's request. */
export type AnswerInformationRequestInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The request. */
  readonly requestId: string;
  /** The categories that the parent may read for a while, of those that may be given; none where the words say all. */
  readonly categories: ReadonlyArray<string>;
  /** The answer in words, in at most 4,000 characters. */
  readonly answer: string;
};

/** An answer from one who decides for the child. */
export type AnswerTransferInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The transfer. */
  readonly transferId: string;
  /** The categories that the answer is about. All of them, or none, are answered. */
  readonly categories: ReadonlyArray<string>;
};

/** How an answer was given. */
export type AnswerWay =
  /** By the person, in the portal. */
  | 'PORTAL'
  /** On paper. */
  | 'PAPER'
  /** In a meeting or by telephone. */
  | 'MEETING'
  /** Through an interpreter. */
  | 'INTERPRETER';

/** What the legal check let through. */
export type ApprovalScope =
  /** It may be used with pupils' personal data. */
  | 'WITH_PERSONAL_DATA'
  /** It may be used, but only without pupils' personal data. */
  | 'WITHOUT_PERSONAL_DATA';

/** The step that the approval of a resource has reached. */
export type ApprovalStatus =
  /** Proposed; the pedagogical review is next. */
  | 'PROPOSED'
  /** Reviewed pedagogically; the legal check is next. */
  | 'REVIEWED'
  /** Legally checked; the approval of the owner (skoleeier) is next. */
  | 'CHECKED'
  /** Approved by the owner, and not yet open to anyone. */
  | 'APPROVED'
  /** Open to levels, at all units or at some. */
  | 'DISTRIBUTED'
  /** Rejected on the way to approval. */
  | 'REJECTED'
  /** Withdrawn from use after it was approved. */
  | 'WITHDRAWN'
  /** The last day of its approval is past. */
  | 'EXPIRED';

/** The owner's approval. */
export type ApproveResourceInput = {
  /** The resource. */
  readonly resourceId: string;
  /** The last day of the approval; without it there is none. */
  readonly until?: string | null | undefined;
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
};

/** A system to approve. */
export type ApproveSystemInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The school, kindergarten or SFO. */
  readonly unitId: string;
  /** The system. */
  readonly clientId: string;
  /** Why: the agreement, and the assessment it rests on. */
  readonly reason: string;
  /** The first day; today unless given. */
  readonly validFrom?: string | null | undefined;
  /** The last day; open unless given. */
  readonly validTo?: string | null | undefined;
};

/** A question about an entry of the access log. */
export type AskAboutAccessInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The child. */
  readonly childId: string;
  /** The entry. */
  readonly entryId: string;
  /** What is asked, 1 to 2000 characters. */
  readonly question: string;
};

/** A single request for information. */
export type AskForInformationInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The child's national id. It is not kept. */
  readonly nationalId: string;
  /** What you want to know, in at most 2,000 characters. */
  readonly question: string;
};

/** An assessment of privacy or security. */
export type AssessmentInput = {
  /** Done, needed and not done, or not needed. */
  readonly state: AssessmentState;
  /** When it was done; given when it is done, and only then. */
  readonly on?: string | null | undefined;
  /** Its reference in the controller's archive, when it is done. */
  readonly reference?: string | null | undefined;
  /** Why it is not needed; given when it is not needed, and only then. */
  readonly reason?: string | null | undefined;
};

/** How far an assessment of privacy or security has come. */
export type AssessmentState =
  /** It has been done. */
  | 'DONE'
  /** It is needed and has not been done. */
  | 'NEEDED'
  /** It has been found not to be needed, for a reason that is given. */
  | 'NOT_NEEDED';

/** A resource that goes into or out of the base package (grunnpakke) of a level. */
export type BasePackageInput = {
  /** The level that the package is for. */
  readonly level: Level;
  /** The resource. */
  readonly resourceId: string;
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
};

/** The kinds of records that staff make; each belongs to one category of personal data. */
export type CaseDocumentKind =
  /** Health, medicine. */
  | 'HEALTH_NOTE'
  /** What the child must not eat or touch: shown to substitutes too, on their day. */
  | 'ALLERGY'
  /** An individual decision (enkeltvedtak). */
  | 'INDIVIDUAL_DECISION'
  /** A decision on an imposed change of school. */
  | 'IMPOSED_SCHOOL_CHANGE'
  /** Expert assessment by PPT. */
  | 'EXPERT_ASSESSMENT'
  /** Individual education plan (opplæringslova § 11-10). */
  | 'INDIVIDUAL_EDUCATION_PLAN'
  /** Individual plan by another statute. */
  | 'INDIVIDUAL_PLAN'
  /** A mapping of language skills. */
  | 'LANGUAGE_MAPPING'
  /** A case about the school environment (opplæringslova § 12-4). */
  | 'SCHOOL_ENVIRONMENT_CASE'
  /** A note on behaviour. */
  | 'BEHAVIOUR_NOTE'
  /** A physical intervention (opplæringslova § 13-5). */
  | 'PHYSICAL_INTERVENTION'
  /** An exemption because of belief. */
  | 'BELIEF_EXEMPTION'
  /** An observation of development. */
  | 'DEVELOPMENT_OBSERVATION'
  /** A transition form (overgangsskjema). */
  | 'TRANSITION_FORM'
  /** The pupil's own work. */
  | 'OWN_WORK'
  /** The choice of written form of Norwegian (opplæringslova § 3-1): the text is nb or nn. */
  | 'WRITTEN_LANGUAGE_FORM';

/** One category and why it is necessary. */
export type CategoryRequestInput = {
  /** The category, such as final-assessment. */
  readonly category: string;
  /** A reason that the law knows for this direction, such as right-to-education or adapt-the-teaching. */
  readonly purpose: string;
  /** The reason in your own words. */
  readonly words?: string | null | undefined;
};

/** A legal check. */
export type CheckResourceInput = {
  /** The resource. */
  readonly resourceId: string;
  /** Whether it may be used with pupils' personal data, or only without. */
  readonly scope: ApprovalScope;
  /** The legal assessment, in words. */
  readonly assessment: string;
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
};

/** How you want to hear that something waits; it replaces what you chose before. */
export type ChooseNotificationsInput = {
  /** The language of notices. */
  readonly language: NoticeLanguage;
  /** When no notice goes out; left out when at any time. */
  readonly quiet?: QuietHoursInput | null | undefined;
  /** How often notices are gathered; left out when each goes out at once. */
  readonly digest?: DigestInput | null | undefined;
  /** Whether notices come by e-mail, too; as it is now when not given. */
  readonly email?: boolean | null | undefined;
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
};

/** A child who is away. */
export type ClassAbsenceInput = {
  /** The child. */
  readonly childId: string;
  /** So many single hours; the whole day when not given. */
  readonly hours?: number | null | undefined;
  /** Whether it is documented. */
  readonly documented?: boolean | null | undefined;
};

/** What became of a request to correct. */
export type CorrectionOutcome =
  /** It was wrong, and is corrected. */
  | 'CORRECTED'
  /** It is not corrected. */
  | 'REFUSED';

/** Whether a controller is told of a correction. */
export type CorrectionTold =
  /** The message waits for it to take it. */
  | 'WAITING'
  /** It has taken the message. */
  | 'TOLD'
  /** The hub sends it nothing: staff tell it. */
  | 'BY_STAFF';

/** How far an export has come. */
export type DataExportState =
  /** Asked for; the hub makes it. */
  | 'REQUESTED'
  /** Made; a person looks through it. */
  | 'MADE'
  /** Looked through: there to get. */
  | 'SCREENED'
  /** The one who asked has got it. */
  | 'DELIVERED';

/** A decision to be made. */
export type DecideTransferInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The transfer. */
  readonly transferId: string;
  /** Life or health is in danger, so that health may be released by hand (forvaltningsloven § 13 b (1) no. 7). */
  readonly dangerToLife?: boolean | null | undefined;
};

/** When gathered notices go out. */
export type DigestInput = {
  /** Every day or every week. */
  readonly every: DigestRhythm;
  /** At what time, as HH:MM by the clock in Norway. */
  readonly at: string;
  /** On which weekday, 1 Monday to 7 Sunday; given for a weekly digest, and only then. */
  readonly weekday?: number | null | undefined;
};

/** How often gathered notices go out. */
export type DigestRhythm =
  /** Every day. */
  | 'DAY'
  /** Every week, on one weekday. */
  | 'WEEK';

/** A roster to discard. */
export type DiscardUploadedRosterInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The upload. */
  readonly uploadId: string;
};

/** To whom a resource is opened. */
export type DistributeResourceInput = {
  /** The resource. */
  readonly resourceId: string;
  /** The levels it is open to, in place of any before; at least one. */
  readonly levels: ReadonlyArray<Level>;
  /** Units of the controller; none means all. */
  readonly unitIds?: ReadonlyArray<string> | null | undefined;
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
};

/** Why the family is not told for a while (personopplysningsloven § 16 first paragraph). */
export type ExemptionLetter =
  /** Letter b: to prevent, investigate, disclose or prosecute crimes. */
  | 'B'
  /** Letter c: for the sake of the health of the one it is about, or of the relation to those near. */
  | 'C'
  /** Letter d: a statute demands secrecy. */
  | 'D'
  /** Letter f: manifest and fundamental private or public interests. */
  | 'F';

/** An opening to keep from the family for a while. */
export type ExemptOpeningInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The child. */
  readonly childId: string;
  /** The opening. */
  readonly openingId: string;
  /** By which letter. */
  readonly letter: ExemptionLetter;
  /** Why. */
  readonly reason: string;
  /** The last day; a year from now at the most. An earlier one than before ends it earlier. */
  readonly until: string;
};

/** A language in which a rule is explained. */
export type ExplanationLanguage =
  /** Bokmål. */
  | 'NB'
  /** Nynorsk; bokmål where it is not written yet. */
  | 'NN'
  /** North Sámi; bokmål where it is not written yet. */
  | 'SE'
  /** English. */
  | 'EN';

/** Where a hand-over stands: the first thing that it waits for. */
export type HandOverStage =
  /** Held, so that it can be corrected. */
  | 'HELD'
  /** Somebody who decides has not answered. */
  | 'WAITING_FOR_PERMISSION'
  /** A named person must release a part. */
  | 'WAITING_FOR_RELEASE'
  /** The receiver has not found its child. */
  | 'WAITING_FOR_RECEIVER'
  /** Parts are sealed, sent and received. */
  | 'UNDER_WAY'
  /** Closed. */
  | 'CLOSED'
  /** Cancelled. */
  | 'CANCELLED'
  /** Named staff handle it outside the hub. */
  | 'OUTSIDE_THE_HUB';

/** A section that is held back. */
export type HoldBackInput = {
  /** Its name. */
  readonly section: string;
  /** Why, as the one who asked reads it. */
  readonly reason: string;
};

/** A roster to import. */
export type ImportUploadedRosterInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The upload. */
  readonly uploadId: string;
  /** That the file is right to end as many enrolments as it does; needed where removals.stops says so. */
  readonly acceptRemovals?: boolean | null | undefined;
};

/** Where a single request for information stands. */
export type InformationRequestState =
  /** Nobody has answered yet. */
  | 'WAITING'
  /** The school has answered; the answer is open to read for a while. */
  | 'GIVEN'
  /** The school has refused, with its reason. It can be appealed. */
  | 'REFUSED'
  /** There is nothing here that the one who asked can be told. It says nothing of whether there is such a child. */
  | 'NOT_GIVEN';

/** By what a holder of foreldreansvar is informed (barnelova § 47; guidance to opplæringslova § 10-8). */
export type InformedBy =
  /** The child lives with the holder: the school informs on its own initiative. */
  | 'AT_HOME'
  /** The holder has asked, once and standing. */
  | 'ASKED'
  /** Not: the holder has not asked. */
  | 'NOT_ASKED';

/** KINDERGARTEN, the ten years of grunnskolen, and the three of upper secondary. */
export type Level =
  /** Kindergarten, before school. */
  | 'KINDERGARTEN'
  /** The first year of grunnskolen. */
  | 'YEAR_1'
  /** The second year of grunnskolen. */
  | 'YEAR_2'
  /** The third year of grunnskolen. */
  | 'YEAR_3'
  /** The fourth year of grunnskolen. */
  | 'YEAR_4'
  /** The fifth year of grunnskolen. */
  | 'YEAR_5'
  /** The sixth year of grunnskolen. */
  | 'YEAR_6'
  /** The seventh year of grunnskolen, the last of primary school. */
  | 'YEAR_7'
  /** The eighth year of grunnskolen, the first of lower secondary. */
  | 'YEAR_8'
  /** The ninth year of grunnskolen. */
  | 'YEAR_9'
  /** The tenth and last year of grunnskolen. */
  | 'YEAR_10'
  /** The first year of upper secondary. */
  | 'VG1'
  /** The second year of upper secondary. */
  | 'VG2'
  /** The third year of upper secondary. */
  | 'VG3';

/** A message that you have read. */
export type MarkReadInput = {
  /** The message. */
  readonly messageId: string;
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
};

/** Which child a request is about. */
export type MatchTransferRequestInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The transfer. */
  readonly transferId: string;
  /** The child. */
  readonly childId: string;
};

/** A child who is named by what one knows who stands beside it. */
export type NamedChildInput = {
  /** Where it attends. */
  readonly unitId: string;
  /** Given name. */
  readonly givenName: string;
  /** Family name. */
  readonly familyName: string;
  /** Date of birth, where two have the name. */
  readonly birthDate?: string | null | undefined;
};

/** A language that notices are written in. */
export type NoticeLanguage =
  /** Bokmål. */
  | 'nb'
  /** Nynorsk. */
  | 'nn'
  /** North Sámi. */
  | 'se'
  /** English. */
  | 'en';

/** A record to open. */
export type OpenRecordInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The child, by its id. */
  readonly childId?: string | null | undefined;
  /** The child, by its name and where it attends. */
  readonly child?: NamedChildInput | null | undefined;
  /** The categories that are necessary; identity is always among them. More than the policy lets be opened opens nothing. */
  readonly categories: ReadonlyArray<string>;
  /** Why; the family reads it, so say what it was for and no more. */
  readonly reason: string;
};

/** Processing outside the EEA (GDPR chapter V). */
export type OutsideEeaInput = {
  /** The countries, each as a code of two capital letters (ISO 3166-1), such as US; at least one. */
  readonly countries: ReadonlyArray<string>;
  /** On what basis. */
  readonly basis: TransferBasis;
};

/** Why a learning material need not exist in bokmål and nynorsk at the same time and price (opplæringslova § 15-3). */
export type ParallelExemption =
  /** The subject is Norwegian. */
  | 'NORWEGIAN_SUBJECT'
  /** At most 300 pupils of a year have the subject. */
  | 'SMALL_COHORT'
  /** Norwegian text is a small part of it. */
  | 'LITTLE_TEXT';

/** What one of those asked has answered. */
export type PermissionAnswerKind =
  /** The category may be shared. */
  | 'PERMITTED'
  /** The category may not be shared. */
  | 'REFUSED'
  /** A permission given before is taken back. */
  | 'WITHDRAWN';

/** Where a question about sharing a category stands. */
export type PermissionStatus =
  /** Somebody who decides has yet to answer. */
  | 'WAITING'
  /** The category may be shared. */
  | 'PERMITTED'
  /** The category may not be shared: somebody refused, or took a permission back. */
  | 'REFUSED'
  /** Nobody answered in time. */
  | 'LAPSED'
  /** The transfer ended before there was an answer. */
  | 'CLOSED';

/** Whether pupils' personal data may go into a resource today. */
export type PersonalDataAvailability =
  /** The resource takes no personal data. */
  | 'NOT_NEEDED'
  /** Pupils' personal data may go into it. */
  | 'AVAILABLE'
  /** Pupils' personal data may not go into it; the reasons say why. */
  | 'NOT_AVAILABLE';

/** How a resource is paid for. */
export type PriceModel =
  /** It costs nothing. */
  | 'FREE'
  /** A price for each pupil. */
  | 'PER_PUPIL'
  /** A price for each school or kindergarten. */
  | 'PER_SCHOOL'
  /** One price for the whole municipality, county or private owner. */
  | 'PER_CONTROLLER';

/** An agreement between the controller and its processor. */
export type ProcessingAgreementInput = {
  /** Its reference in the controller's archive. */
  readonly reference: string;
  /** Its first day. */
  readonly validFrom: string;
  /** Its last day; left out when it has no end. */
  readonly validTo?: string | null | undefined;
};

/** A resource that is proposed, and why. */
export type ProposeResourceInput = {
  /** What is known of the resource. */
  readonly description: ResourceDescriptionInput;
  /** Why it is proposed, in your own words. */
  readonly why: string;
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
};

/** Hours of the day without notices, by the clock in Norway. */
export type QuietHoursInput = {
  /** When they begin, as HH:MM. */
  readonly from: string;
  /** When they end, as HH:MM; the next day if that is earlier. */
  readonly to: string;
};

/** Who of a class is away on a day. */
export type RecordClassAbsenceInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The day. */
  readonly day: string;
  /** Those who are away, 1 to 100. */
  readonly absences: ReadonlyArray<ClassAbsenceInput>;
};

/** An answer that staff record for one who decides for the child. */
export type RecordTransferAnswerInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The transfer. */
  readonly transferId: string;
  /** The categories that the answer is about. All of them, or none, are answered. */
  readonly categories: ReadonlyArray<string>;
  /** Who gave the answer, by pseudonymous person id. */
  readonly answeredBy: string;
  /** What was answered. */
  readonly answer: TransferAnswer;
  /** How the answer was given. */
  readonly channel: AnswerChannel;
  /** When it was given; today when not given. */
  readonly answeredOn?: string | null | undefined;
  /** Who interpreted, by name or service; required when the answer was given through an interpreter. */
  readonly interpreter?: string | null | undefined;
  /** What staff note, such as which form. */
  readonly note?: string | null | undefined;
};

/** A refusal of a parent's request. */
export type RefuseInformationRequestInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The request. */
  readonly requestId: string;
  /** Why, as the parent reads it. */
  readonly reason: string;
};

/** A rejection and why. */
export type RejectResourceInput = {
  /** The resource. */
  readonly resourceId: string;
  /** Why it is rejected. */
  readonly reason: string;
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
};

/** A part that waits for a person. */
export type ReleaseTransferPartInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The transfer. */
  readonly transferId: string;
  /** The category. */
  readonly category: string;
  /** Whether it may go. */
  readonly release: boolean;
  /** Why it may go, or is held back. */
  readonly reason: string;
  /** You have removed what tells of other persons, where the rule demands it. */
  readonly thirdPartiesRemoved?: boolean | null | undefined;
};

/** Transfers whose deciders are to be reminded. */
export type RemindOfTransfersInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The transfers, 1 to 1000. */
  readonly transferIds: ReadonlyArray<string>;
};

/** Parts to be sent anew. */
export type ReopenTransferPartsInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The transfer. */
  readonly transferId: string;
  /** The batch that was rejected. */
  readonly batch: number;
  /** What was mended. */
  readonly reason: string;
};

/** An answer to a message. */
export type ReplyToMessageInput = {
  /** The message that is answered; it must be from somebody else. */
  readonly messageId: string;
  /** What the answer says, in at most 10,000 characters. */
  readonly text: string;
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
};

/** A child who is or will be away. */
export type ReportAbsenceInput = {
  /** The child. */
  readonly childId: string;
  /** The first day. */
  readonly from: string;
  /** The last day; the same as the first for a single day. */
  readonly to: string;
  /** On a single day: from when, as HH:MM. */
  readonly fromTime?: string | null | undefined;
  /** On a single day: until when, as HH:MM. */
  readonly toTime?: string | null | undefined;
  /** Why the child is away. */
  readonly reason: AbsenceReason;
  /** More in words, of at most 1000 characters. */
  readonly note?: string | null | undefined;
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
};

/** What is to be corrected. */
export type RequestCorrectionInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The child. */
  readonly childId: string;
  /** The category that it is about. */
  readonly category: string;
  /** What is wrong, 1 to 2000 characters. */
  readonly wrong: string;
  /** What is right, 1 to 2000 characters. */
  readonly right: string;
};

/** What is asked for. */
export type RequestExportInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The child. */
  readonly childId: string;
  /** The language of its words; bokmål when not given. */
  readonly language?: ExplanationLanguage | null | undefined;
};

/** What is asked for. */
export type RequestTransferInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The transfer. */
  readonly transferId: string;
  /** The categories. */
  readonly categories: ReadonlyArray<CategoryRequestInput>;
};

/** What is known of a resource. */
export type ResourceDescriptionInput = {
  /** Its title, of at most 500 characters. */
  readonly title: string;
  /** Who supplies it. */
  readonly supplier: SupplierInput;
  /** What it is, in short: at most 2000 characters. */
  readonly summary?: string | null | undefined;
  /** Where to read more: a web address (http or https). */
  readonly link?: string | null | undefined;
  /** Learning material, other resource, or tool. */
  readonly kind: ResourceKind;
  /** Why the rule of parallel editions does not apply. */
  readonly parallelExemption?: ParallelExemption | null | undefined;
  /** Codes of Grep's competence aims. */
  readonly competenceAims?: ReadonlyArray<string> | null | undefined;
  /** The levels it is made for; at least one. */
  readonly levels: ReadonlyArray<Level>;
  /** Its editions; at least one, and each language once. */
  readonly editions: ReadonlyArray<ResourceEditionInput>;
  /** How it is paid for. */
  readonly priceModel: PriceModel;
  /** Whether one signs in with Feide. */
  readonly feideLogin: boolean;
  /** Whether pupils' personal data go into it. */
  readonly processesPersonalData: boolean;
  /** The agreement with the supplier as processor (databehandleravtale, GDPR art. 28); left out when there is none. */
  readonly processingAgreement?: ProcessingAgreementInput | null | undefined;
  /** The assessment of the impact on privacy (DPIA, GDPR art. 35); left out when nobody has considered it. */
  readonly dpia?: AssessmentInput | null | undefined;
  /** The assessment of risk and vulnerability (ROS, GDPR art. 32); left out when nobody has considered it. */
  readonly ros?: AssessmentInput | null | undefined;
  /** The supplier's declaration of universal design; left out when there is none. */
  readonly universalDesign?: UniversalDesignInput | null | undefined;
  /** Processing outside the EEA; left out when there is none. */
  readonly outsideEea?: OutsideEeaInput | null | undefined;
  /** Whether the supplier sells pupils' data on, or uses it for ends of its own. */
  readonly resale: boolean;
  /** What artificial intelligence does in it. */
  readonly ai: AiUse;
  /** Whether models are trained on what pupils write or do; no when not given. */
  readonly trainsOnPupilData?: boolean | null | undefined;
  /** Whether it is made or adapted for pupils with particular needs; no when not given. */
  readonly speciallyAdapted?: boolean | null | undefined;
  /** Whether Statped publishes it; no when not given. */
  readonly fromStatped?: boolean | null | undefined;
};

/** An edition in one language. */
export type ResourceEditionInput = {
  /** nb, nn, se, sma, smj, nsl (Norwegian sign language), or the ISO 639-1 code of another language. */
  readonly language: string;
  /** Since when, or from when, it can be had. */
  readonly availableFrom: string;
  /** Price in øre for a pupil and year; 0 is free. */
  readonly price: number;
};

/** Which resources to show; what is left out does not narrow. */
export type ResourceFilter = {
  /** Part of the title or of the supplier's name. */
  readonly text?: string | null | undefined;
  /** A level that it is made for. */
  readonly level?: Level | null | undefined;
  /** A language that it has an edition in: nb, nn, se, sma, smj, nsl, or another ISO 639-1 code. */
  readonly language?: string | null | undefined;
  /** A subject that it works towards aims in, by the three letters that its curricula's codes begin with in Grep, such as NOR. */
  readonly subject?: string | null | undefined;
  /** A code of Grep's competence aims. */
  readonly competenceAim?: string | null | undefined;
  /** A code of Grep's curricula. */
  readonly curriculum?: string | null | undefined;
  /** The step that its approval has reached. */
  readonly status?: ApprovalStatus | null | undefined;
  /** Learning material that lacks bokmål or nynorsk at the same time and price. */
  readonly lacksParallelEdition?: boolean | null | undefined;
  /** Takes personal data, and its agreement is missing or ends before this day. */
  readonly agreementEndsBefore?: string | null | undefined;
  /** With or without a declaration of universal design. */
  readonly universalDesign?: boolean | null | undefined;
  /** Made or adapted for pupils with particular needs, or not. */
  readonly speciallyAdapted?: boolean | null | undefined;
  /** Published by Statped, or not. */
  readonly fromStatped?: boolean | null | undefined;
};

/** What kind of resource it is; only learning material must exist in bokmål and nynorsk (opplæringslova § 15-3). */
export type ResourceKind =
  /** Made for teaching, used regularly, and covers essential parts of a curriculum (læremiddel, opplæringslova § 15-3). */
  | 'LEARNING_MATERIAL'
  /** Any other resource made for teaching. */
  | 'RESOURCE'
  /** A general tool, such as a word processor. */
  | 'TOOL';

/** A report of absence to be taken back. */
export type RetractAbsenceInput = {
  /** The report. */
  readonly reportId: string;
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
};

/** Which dead letters are to be handled again. */
export type RetryDeadLettersInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The subgraph. */
  readonly consumer: string;
  /** The type of event. */
  readonly type: string;
  /** The kind of error. */
  readonly code: string;
};

/** A leader's look at an opening. */
export type ReviewOpeningInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The child. */
  readonly childId: string;
  /** The opening. */
  readonly openingId: string;
  /** What was found. */
  readonly finding: string;
};

/** A pedagogical review. */
export type ReviewResourceInput = {
  /** The resource. */
  readonly resourceId: string;
  /** The pedagogical assessment, in words. */
  readonly assessment: string;
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
};

/** Look-ups that were followed up. */
export type ReviewUnusualLookUpInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** Which. */
  readonly lookUpId: string;
  /** What was found. */
  readonly finding: string;
};

/** Rights towards a child, and what takes them away. */
export type RightKind =
  /** Foreldreansvar (barnelova § 30). */
  | 'PARENTAL_RESPONSIBILITY'
  /** The child lives with the person. */
  | 'LIVES_WITH'
  /** Parent by Folkeregisteret. */
  | 'PARENT'
  /** Has asked, once and standing, to be informed. */
  | 'STANDING_REQUEST'
  /** The right to information is taken away (barnelova § 47). */
  | 'INFORMATION_REVOKED'
  /** A contact ban towards the child. */
  | 'CONTACT_BAN'
  /** Barnevernstjenesten has taken over the care (opplæringslova § 24-4); of the child, without a person. */
  | 'CARE_ORDER'
  /** Foster parent where the child lives after a care order. */
  | 'FOSTER_PARENT'
  /** Acts for the institution where the child lives after a care order. */
  | 'INSTITUTION'
  /** Barnevernstjenesten, with care of the child. */
  | 'CHILD_PROTECTION'
  /** Special-needs staff named for the child. */
  | 'SPECIAL_NEEDS_STAFF'
  /** Named for the case of a child with a graded address. */
  | 'NAMED_FOR_CASE'
  /** The same, by a decision of the police or barnevernstjenesten on an application (folkeregisterloven § 10-4). */
  | 'NAMED_BY_DECISION'
  /** Must not learn where the child goes. */
  | 'NOT_CLEARED_FOR_PLACE';

/** What may come of a roster that is taken. */
export type RosterImportState =
  /** It is being imported, or waits for another import. */
  | 'RUNNING'
  /** It was imported. */
  | 'DONE'
  /** It was refused, or interrupted; nothing was imported. */
  | 'FAILED'
  /** It was refused, and lies in the folder for files that were set aside; nothing was imported. */
  | 'SET_ASIDE';

/** How far an uploaded roster has come. */
export type RosterUploadState =
  /** It is being looked through, or waits for its turn. Nothing changes. */
  | 'CHECKING'
  /** It was looked through, and awaits somebody's word. It is deleted after a day. */
  | 'CHECKED'
  /** It is being imported, or waits for its turn. */
  | 'IMPORTING'
  /** It was imported. */
  | 'IMPORTED'
  /** It was refused; nothing was changed. */
  | 'REFUSED'
  /** Somebody has discarded it; nothing was changed. */
  | 'DISCARDED'
  /** Nobody decided on it in time, or its file was lost; nothing was changed. */
  | 'EXPIRED';

/** What is let go. */
export type ScreenExportInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The export. */
  readonly exportId: string;
  /** The sections that are held back. */
  readonly holdBack?: ReadonlyArray<HoldBackInput> | null | undefined;
};

/** A message about a child. */
export type SendMessageInput = {
  /** The child it is about. */
  readonly childId: string;
  /** The thread to write in; without it a new one begins. */
  readonly threadId?: string | null | undefined;
  /** What a new thread is about. */
  readonly subject?: string | null | undefined;
  /** The unit that a new thread is with; not needed when the child is at one unit only. */
  readonly unitId?: string | null | undefined;
  /** The persons who get the message. From home: staff. */
  readonly to: ReadonlyArray<string>;
  /** What it says, in at most 10,000 characters. */
  readonly text: string;
  /** Has a place in the pupil's record: the archive journals it. */
  readonly caseDocument?: boolean | null | undefined;
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
};

/** Which dead letters are not to be handled, and why. */
export type SetDeadLettersAsideInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The subgraph. */
  readonly consumer: string;
  /** The type of event. */
  readonly type: string;
  /** The kind of error. */
  readonly code: string;
  /** Why, 1 to 2000 characters; without names. */
  readonly reason: string;
};

/** A standing request to make or to take back. */
export type StandingRequestInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The child. */
  readonly childId: string;
};

/** A supplier of learning resources. */
export type SupplierInput = {
  /** The supplier's name, of at most 500 characters. */
  readonly name: string;
  /** Its number in Enhetsregisteret. */
  readonly organisationNumber?: string | null | undefined;
};

/** The kinds of decisions on a system. */
export type SystemDecisionKind =
  /** It may see the unit's pupils. */
  | 'APPROVED'
  /** It may see them no more, from that moment. */
  | 'WITHDRAWN';

/** Why a thread was closed. */
export type ThreadClosing =
  /** The child has left the unit. */
  | 'MOVED'
  /** The unit ended it. */
  | 'ENDED'
  /** Nobody of the family who took part may be told any more. */
  | 'NOBODY_AT_HOME';

/** As what a person takes part. */
export type ThreadRole =
  /** Somebody who works for the controller. */
  | 'STAFF'
  /** A guardian of the child. */
  | 'GUARDIAN'
  /** The child itself. */
  | 'PUPIL';

/** Whether more can be written in a thread. */
export type ThreadStatus =
  /** Messages can be written in it. */
  | 'OPEN'
  /** Nothing more is written in it. */
  | 'CLOSED';

/** What kind of actor did something. */
export type TransferActor =
  /** A person. */
  | 'PERSON'
  /** The hub itself. */
  | 'SYSTEM'
  /** The other controller's hub. */
  | 'PEER';

/** An answer to whether a category may follow. */
export type TransferAnswer =
  /** It may. */
  | 'PERMITS'
  /** It may not. */
  | 'REFUSES'
  /** A permission is taken back. */
  | 'WITHDRAWS';

/** The basis in GDPR chapter V on which personal data leave the EEA. */
export type TransferBasis =
  /** The country is recognised as safe (art. 45). */
  | 'ADEQUACY'
  /** Safeguards such as standard clauses (art. 46). */
  | 'SAFEGUARDS'
  /** None. */
  | 'NONE';

/** From where to where a child goes; each has its own form of law. */
export type TransferDirection =
  /** From kindergarten to kindergarten (barnehageloven § 47 a). */
  | 'KINDERGARTEN_TO_KINDERGARTEN'
  /** From kindergarten to school (barnehageloven § 2 a). */
  | 'KINDERGARTEN_TO_SCHOOL'
  /** Change of school (opplæringslova § 25-1 (2)). */
  | 'SCHOOL_TO_SCHOOL'
  /** From lower to upper secondary (opplæringslova § 25-1 (3)). */
  | 'LOWER_TO_UPPER_SECONDARY'
  /** Abroad: documents to the parents. */
  | 'ABROAD';

/** The form of law of a transfer. */
export type TransferForm =
  /** The receiver asks for what is necessary (opplæringslova § 25-1 (2), (3)). */
  | 'FETCH'
  /** The sender hands over what those who decide have permitted (barnehageloven §§ 2 a, 47 a; opplæringslova § 25-1 (4)). */
  | 'HAND_OVER'
  /** The family gets documents and brings them abroad (opplæringslova § 10-8; barnelova § 47). */
  | 'DOCUMENTS';

/** How the policy decided a category. */
export type TransferOutcome =
  /** It follows. */
  | 'FOLLOWS'
  /** It needs a permission. */
  | 'NEEDS_PERMISSION'
  /** A named person releases it. */
  | 'BY_HAND'
  /** It is withheld. */
  | 'WITHHELD'
  /** The receiver collects it anew. */
  | 'COLLECTED_ANEW'
  /** The parents or the pupil get it as documents. */
  | 'DOCUMENTS_TO_PARENTS';

/** How far a transfer has come. */
export type TransferPhase =
  /** Receiver: another controller offers a child's data; the child is being looked for. */
  | 'OFFERED'
  /** Receiver: recorded, and held so that it can be corrected. */
  | 'HELD'
  /** Receiver: announced; nothing has been asked for yet. */
  | 'ANNOUNCED'
  /** Receiver: categories are chosen, the request is about to go. */
  | 'ASKED'
  /** The request has gone, or come. */
  | 'REQUESTED'
  /** No sure match; a person says which child it is. */
  | 'UNMATCHED'
  /** The child is found, or recorded; nothing is decided yet. */
  | 'MATCHED'
  /** Every category is decided; parts are permitted, released, sent and received. */
  | 'DECIDED'
  /** The request or offer was about no child here. */
  | 'DISMISSED'
  /** Named staff handle it outside the hub. */
  | 'BARRED'
  /** Cancelled. */
  | 'CANCELLED'
  /** The child never started. */
  | 'NEVER_STARTED'
  /** Closed. */
  | 'CLOSED';

/** A transfer and why. */
export type TransferReasonInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The transfer. */
  readonly transferId: string;
  /** Why. It must not name a place for a child with a graded address. */
  readonly reason: string;
};

/** Which side of a transfer this controller is on. */
export type TransferSide =
  /** The child leaves this controller. */
  | 'SENDER'
  /** The child comes to this controller, or moves within it. */
  | 'RECEIVER';

/** The kinds of units. */
export type UnitKind =
  /** The owner of schools and kindergartens: a municipality, a county, or a private owner. */
  | 'OWNER'
  /** A school. */
  | 'SCHOOL'
  /** A kindergarten. */
  | 'KINDERGARTEN'
  /** An after-school programme (skolefritidsordning). */
  | 'SFO';

/** A declaration of universal design (tilgjengelighetserklæring). */
export type UniversalDesignInput = {
  /** Where it can be read: a web address (http or https). */
  readonly statement: string;
  /** When it was last looked at. */
  readonly checkedOn: string;
};

/** What may stand out in the look-ups of a day. */
export type UnusualKind =
  /** More children outside one's groups than is usual. */
  | 'MANY_CHILDREN'
  /** More records opened with a reason than is usual. */
  | 'MANY_OPENINGS';

/** A withdrawal and why. */
export type WithdrawResourceInput = {
  /** The resource. */
  readonly resourceId: string;
  /** Why it is withdrawn. */
  readonly reason: string;
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
};

/** A system to withdraw. */
export type WithdrawSystemInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The school, kindergarten or SFO. */
  readonly unitId: string;
  /** The system. */
  readonly clientId: string;
  /** Why. */
  readonly reason: string;
};

export type ReportedAbsenceQueryVariables = Exact<{
  childId: string;
}>;


export type ReportedAbsenceQuery = { readonly pupil: { readonly id: string, readonly givenName: string | null, readonly absenceReports: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly from: string | null, readonly to: string | null, readonly reason: AbsenceReason | null, readonly note: string | null, readonly status: AbsenceReportStatus | null, readonly reportedBy: ThreadRole | null, readonly reportedAt: string | null } }> } | null } | null };

export type ReportAbsenceMutationVariables = Exact<{
  input: ReportAbsenceInput;
}>;


export type ReportAbsenceMutation = { readonly reportAbsence: { readonly absenceReport: { readonly id: string, readonly from: string | null, readonly to: string | null, readonly status: AbsenceReportStatus | null, readonly pupil: { readonly id: string } } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type RetractAbsenceMutationVariables = Exact<{
  input: RetractAbsenceInput;
}>;


export type RetractAbsenceMutation = { readonly retractAbsence: { readonly absenceReport: { readonly id: string, readonly status: AbsenceReportStatus | null, readonly pupil: { readonly id: string } } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type InformationAskedQueryVariables = Exact<{ [key: string]: never; }>;


export type InformationAskedQuery = { readonly me: { readonly personId: string, readonly children: ReadonlyArray<{ readonly id: string, readonly givenName: string | null, readonly howYouAreInformed: InformedBy | null }> } | null, readonly myInformationRequests: ReadonlyArray<{ readonly id: string, readonly askedAt: string, readonly dueAt: string, readonly state: InformationRequestState, readonly openUntil: string | null, readonly appeal: { readonly by: string } | null, readonly answer: { readonly text: string | null, readonly pupil: { readonly id: string, readonly givenName: string | null } | null } | null }> };

export type AskToBeInformedMutationVariables = Exact<{
  input: StandingRequestInput;
}>;


export type AskToBeInformedMutation = { readonly askToBeInformed: { readonly informed: boolean, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type StopBeingInformedMutationVariables = Exact<{
  input: StandingRequestInput;
}>;


export type StopBeingInformedMutation = { readonly stopBeingInformed: { readonly informed: boolean, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type AskForInformationMutationVariables = Exact<{
  input: AskForInformationInput;
}>;


export type AskForInformationMutation = { readonly askForInformation: { readonly request: { readonly id: string, readonly dueAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type HomeQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeQuery = { readonly me: { readonly personId: string, readonly employee: { readonly id: string } | null, readonly pupil: ChildCardFragment | null, readonly children: ReadonlyArray<ChildCardFragment> } | null };

export type ChildCardFragment = { readonly id: string, readonly givenName: string | null, readonly familyName: string | null, readonly level: number | null, readonly units: ReadonlyArray<{ readonly id: string, readonly kind: UnitKind, readonly name: string }> | null, readonly groups: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly group: { readonly id: string, readonly kind: string, readonly name: string } | null } | null }> } | null, readonly permissionRequests: ReadonlyArray<{ readonly transferId: string | null, readonly category: string | null, readonly dueAt: string | null, readonly waitsForYou: boolean | null }> | null, readonly absenceReports: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly from: string | null, readonly to: string | null, readonly status: AbsenceReportStatus | null } }> } | null, readonly absences: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: AbsenceKind | null, readonly startsOn: string | null, readonly endsOn: string | null, readonly documented: boolean | null, readonly reportedByHome: boolean | null } | null }> } | null, readonly threads: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly subject: string | null, readonly unread: number | null, readonly lastMessageAt: string | null } }> } | null, readonly transfers: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly open: boolean | null, readonly startsOn: string | null, readonly side: TransferSide | null, readonly updatedAt: string | null } }> } | null, readonly ongoingAssessments: ReadonlyArray<{ readonly id: string, readonly subject: string | null, readonly assessedOn: string | null }> | null, readonly individualDecisions: ReadonlyArray<{ readonly id: string, readonly title: string | null, readonly validFrom: string | null, readonly recordedAt: string | null }> | null, readonly plans: ReadonlyArray<{ readonly id: string, readonly title: string | null, readonly validFrom: string | null, readonly recordedAt: string | null }> | null };

export type InsightQueryVariables = Exact<{
  childId: string;
}>;


export type InsightQuery = { readonly me: { readonly personId: string, readonly pupil: { readonly id: string } | null } | null, readonly pupil: { readonly id: string, readonly givenName: string | null, readonly familyName: string | null, readonly level: number | null, readonly units: ReadonlyArray<{ readonly id: string, readonly name: string }> | null, readonly absenceTotals: ReadonlyArray<{ readonly schoolYear: number | null, readonly term: string | null, readonly days: number | null, readonly hours: number | null }> | null, readonly ongoingAssessments: ReadonlyArray<{ readonly id: string, readonly subject: string | null, readonly subjectCode: string | null, readonly mark: string | null, readonly feedback: string | null, readonly assessedOn: string | null, readonly level: number | null }> | null, readonly halfYearMarksYear10: ReadonlyArray<{ readonly id: string, readonly subject: string | null, readonly mark: string | null, readonly assessedOn: string | null }> | null, readonly finalAssessments: ReadonlyArray<{ readonly id: string, readonly subject: string | null, readonly mark: string | null, readonly assessedOn: string | null }> | null, readonly individualDecisions: ReadonlyArray<{ readonly id: string, readonly title: string | null, readonly text: string | null, readonly legalBasis: string | null, readonly validFrom: string | null, readonly validTo: string | null }> | null, readonly plans: ReadonlyArray<{ readonly id: string, readonly kind: CaseDocumentKind | null, readonly title: string | null, readonly text: string | null, readonly validFrom: string | null, readonly validTo: string | null }> | null, readonly healthNotes: ReadonlyArray<{ readonly id: string, readonly title: string | null, readonly text: string | null, readonly validFrom: string | null, readonly validTo: string | null }> | null, readonly resources: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly title: string, readonly summary: string, readonly processesPersonalData: boolean, readonly supplier: { readonly name: string } } }> } | null, readonly transfers: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string } }> } | null } | null };

export type AimsQueryVariables = Exact<{
  subjectCode: string;
  level: Level;
  language: string;
}>;


export type AimsQuery = { readonly competenceAims: ReadonlyArray<{ readonly code: string, readonly title: string, readonly curriculumTitle: string | null }> };

export type AccessLogQueryVariables = Exact<{
  childId: string;
  month?: string | null | undefined;
  after?: string | null | undefined;
  language: ExplanationLanguage;
}>;


export type AccessLogQuery = { readonly pupil: { readonly id: string, readonly givenName: string | null, readonly accessLog: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly day: string | null, readonly times: number | null, readonly own: boolean | null, readonly text: string | null, readonly questions: ReadonlyArray<{ readonly id: string, readonly question: string | null, readonly askedAt: string | null, readonly answer: string | null, readonly answeredAt: string | null }> | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } | null } | null };

export type AskAboutAccessMutationVariables = Exact<{
  input: AskAboutAccessInput;
}>;


export type AskAboutAccessMutation = { readonly askAboutAccess: { readonly question: { readonly id: string, readonly pupil: { readonly id: string } | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type ThreadsQueryVariables = Exact<{ [key: string]: never; }>;


export type ThreadsQuery = { readonly me: { readonly personId: string, readonly pupil: ChildThreadsFragment | null, readonly children: ReadonlyArray<ChildThreadsFragment> } | null };

export type ChildThreadsFragment = { readonly id: string, readonly givenName: string | null, readonly threads: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly subject: string | null, readonly status: ThreadStatus | null, readonly unread: number | null, readonly lastMessageAt: string | null } }> } | null };

export type ThreadQueryVariables = Exact<{
  threadId: string;
}>;


export type ThreadQuery = { readonly me: { readonly personId: string } | null, readonly thread: { readonly id: string, readonly subject: string | null, readonly status: ThreadStatus | null, readonly closedBecause: ThreadClosing | null, readonly pupil: { readonly id: string, readonly givenName: string | null, readonly teachers: ReadonlyArray<{ readonly id: string, readonly givenName: string | null, readonly familyName: string | null }> | null }, readonly unit: { readonly id: string, readonly name: string } | null, readonly messages: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly text: string | null, readonly sentAt: string | null, readonly read: boolean | null, readonly inReplyTo: string | null, readonly author: { readonly personId: string | null, readonly role: ThreadRole | null } | null, readonly recipients: ReadonlyArray<{ readonly personId: string | null, readonly role: ThreadRole | null }> | null } }> } | null } | null };

export type WhoCanBeWrittenToQueryVariables = Exact<{
  childId: string;
}>;


export type WhoCanBeWrittenToQuery = { readonly pupil: { readonly id: string, readonly givenName: string | null, readonly units: ReadonlyArray<{ readonly id: string, readonly name: string }> | null, readonly teachers: ReadonlyArray<{ readonly id: string, readonly givenName: string | null, readonly familyName: string | null, readonly role: string | null, readonly group: { readonly id: string, readonly name: string } | null }> | null } | null };

export type SendMessageMutationVariables = Exact<{
  input: SendMessageInput;
}>;


export type SendMessageMutation = { readonly sendMessage: { readonly thread: { readonly id: string, readonly pupil: { readonly id: string } } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type ReplyToMessageMutationVariables = Exact<{
  input: ReplyToMessageInput;
}>;


export type ReplyToMessageMutation = { readonly replyToMessage: { readonly message: { readonly id: string } | null, readonly thread: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type MarkReadMutationVariables = Exact<{
  input: MarkReadInput;
}>;


export type MarkReadMutation = { readonly markRead: { readonly message: { readonly id: string, readonly read: boolean | null } | null, readonly thread: { readonly id: string, readonly unread: number | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type MovesQueryVariables = Exact<{
  childId: string;
}>;


export type MovesQuery = { readonly pupil: { readonly id: string, readonly givenName: string | null, readonly transfers: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly open: boolean | null, readonly phase: TransferPhase | null, readonly direction: TransferDirection | null, readonly startsOn: string | null, readonly recordedAt: string | null, readonly side: TransferSide | null } }> } | null } | null };

export type MoveQueryVariables = Exact<{
  childId: string;
  transferId: string;
  language: ExplanationLanguage;
}>;


export type MoveQuery = { readonly pupil: { readonly id: string, readonly givenName: string | null, readonly permissionRequests: ReadonlyArray<{ readonly transferId: string | null, readonly category: string | null, readonly status: PermissionStatus | null, readonly dueAt: string | null, readonly waitsForYou: boolean | null, readonly yourAnswer: PermissionAnswerKind | null, readonly answersMissing: number | null }> | null } | null, readonly transfer: { readonly id: string, readonly side: TransferSide | null, readonly phase: TransferPhase | null, readonly open: boolean | null, readonly form: TransferForm | null, readonly direction: TransferDirection | null, readonly startsOn: string | null, readonly recordedAt: string | null, readonly counterpart: { readonly name: string | null } | null, readonly requests: ReadonlyArray<{ readonly category: string | null, readonly purpose: string | null, readonly words: string | null }> | null, readonly decisions: ReadonlyArray<{ readonly category: string | null, readonly label: string | null, readonly explanation: string | null, readonly outcome: TransferOutcome | null, readonly status: string | null, readonly withheldWhy: string | null, readonly citation: string | null, readonly asHistory: boolean | null }> | null, readonly timeline: ReadonlyArray<{ readonly type: string | null, readonly at: string | null, readonly category: string | null, readonly answer: TransferAnswer | null, readonly channel: AnswerWay | null, readonly actorKind: TransferActor | null, readonly citation: string | null }> | null, readonly batches: ReadonlyArray<{ readonly number: number | null, readonly contentHash: string | null, readonly receipt: string | null }> | null } | null };

export type PermitTransferMutationVariables = Exact<{
  input: AnswerTransferInput;
}>;


export type PermitTransferMutation = { readonly permitTransfer: TransferAnsweredFragment };

export type RefuseTransferMutationVariables = Exact<{
  input: AnswerTransferInput;
}>;


export type RefuseTransferMutation = { readonly refuseTransfer: TransferAnsweredFragment };

export type WithdrawPermissionMutationVariables = Exact<{
  input: AnswerTransferInput;
}>;


export type WithdrawPermissionMutation = { readonly withdrawPermission: TransferAnsweredFragment };

export type TransferAnsweredFragment = { readonly transfer: { readonly id: string, readonly phase: TransferPhase | null, readonly pupil: { readonly id: string, readonly permissionRequests: ReadonlyArray<{ readonly transferId: string | null, readonly waitsForYou: boolean | null }> | null } | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> };

export type NotificationsQueryVariables = Exact<{ [key: string]: never; }>;


export type NotificationsQuery = { readonly notificationPreferences: PreferencesFragment };

export type ChooseNotificationsMutationVariables = Exact<{
  input: ChooseNotificationsInput;
}>;


export type ChooseNotificationsMutation = { readonly chooseNotifications: { readonly notificationPreferences: PreferencesFragment, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type PreferencesFragment = { readonly language: NoticeLanguage, readonly email: boolean, readonly emailOffered: boolean, readonly quiet: { readonly from: string, readonly to: string } | null, readonly digest: { readonly every: DigestRhythm, readonly at: string, readonly weekday: number | null } | null };

export type YourDataQueryVariables = Exact<{
  childId: string;
  language: ExplanationLanguage;
}>;


export type YourDataQuery = { readonly pupil: { readonly id: string, readonly givenName: string | null, readonly dataExports: ReadonlyArray<{ readonly id: string, readonly state: DataExportState | null, readonly requestedAt: string | null, readonly answerBy: string | null }> | null, readonly corrections: ReadonlyArray<{ readonly id: string, readonly category: string | null, readonly label: string | null, readonly wrong: string | null, readonly right: string | null, readonly askedAt: string | null, readonly answerBy: string | null, readonly outcome: CorrectionOutcome | null, readonly answer: string | null, readonly correctedTo: string | null, readonly answeredAt: string | null, readonly complaint: string | null, readonly receivers: ReadonlyArray<{ readonly organisationNumber: string | null, readonly name: string | null, readonly told: CorrectionTold | null }> | null }> | null } | null, readonly processing: ReadonlyArray<{ readonly purpose: string, readonly label: string, readonly data: ReadonlyArray<{ readonly category: string, readonly label: string, readonly special: boolean, readonly legalBasis: string, readonly seenBy: ReadonlyArray<string>, readonly recipients: ReadonlyArray<string>, readonly retention: string }> }> };

export type RequestExportMutationVariables = Exact<{
  input: RequestExportInput;
}>;


export type RequestExportMutation = { readonly requestExport: { readonly export: { readonly id: string, readonly pupil: { readonly id: string } | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type CollectExportMutationVariables = Exact<{
  exportId: string;
}>;


export type CollectExportMutation = { readonly collectExport: { readonly file: { readonly json: string | null, readonly html: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type RequestCorrectionMutationVariables = Exact<{
  input: RequestCorrectionInput;
}>;


export type RequestCorrectionMutation = { readonly requestCorrection: { readonly correction: { readonly id: string, readonly pupil: { readonly id: string } | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type SchoolAccessQueryVariables = Exact<{ [key: string]: never; }>;


export type SchoolAccessQuery = { readonly me: { readonly personId: string, readonly schools: ReadonlyArray<{ readonly id: string, readonly name: string, readonly kind: UnitKind, readonly systems: ReadonlyArray<{ readonly clientId: string, readonly name: string, readonly organisationNumber: string | null, readonly purposes: ReadonlyArray<string>, readonly approved: boolean, readonly validFrom: string | null, readonly validTo: string | null, readonly decisions: ReadonlyArray<{ readonly id: string, readonly decision: SystemDecisionKind, readonly decidedAt: string, readonly reason: string | null, readonly decidedBy: { readonly id: string, readonly givenName: string | null, readonly familyName: string | null } | null }> }> }> } | null };

export type ApproveSystemMutationVariables = Exact<{
  input: ApproveSystemInput;
}>;


export type ApproveSystemMutation = { readonly approveSystem: { readonly system: { readonly clientId: string, readonly approved: boolean } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type WithdrawSystemMutationVariables = Exact<{
  input: WithdrawSystemInput;
}>;


export type WithdrawSystemMutation = { readonly withdrawSystem: { readonly system: { readonly clientId: string, readonly approved: boolean } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type CorrectionRequestsQueryVariables = Exact<{
  language: ExplanationLanguage;
}>;


export type CorrectionRequestsQuery = { readonly correctionRequests: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly category: string | null, readonly label: string | null, readonly wrong: string | null, readonly right: string | null, readonly askedAt: string | null, readonly answerBy: string | null, readonly fromController: string | null, readonly pupil: { readonly id: string, readonly givenName: string | null, readonly familyName: string | null } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type AnswerCorrectionMutationVariables = Exact<{
  input: AnswerCorrectionInput;
}>;


export type AnswerCorrectionMutation = { readonly answerCorrection: { readonly correction: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type StaffGroupsQueryVariables = Exact<{ [key: string]: never; }>;


export type StaffGroupsQuery = { readonly me: { readonly personId: string, readonly schools: ReadonlyArray<{ readonly id: string, readonly name: string, readonly groups: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly kind: string, readonly staff: ReadonlyArray<{ readonly employee: { readonly id: string } | null }> } | null }> } }> } | null };

export type ClassDayQueryVariables = Exact<{
  id: string;
}>;


export type ClassDayQuery = { readonly group: { readonly id: string, readonly name: string, readonly unit: { readonly id: string, readonly name: string } | null, readonly pupils: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly givenName: string | null, readonly familyName: string | null, readonly absences: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: AbsenceKind | null, readonly startsOn: string | null, readonly endsOn: string | null, readonly hours: number | null, readonly reportedByHome: boolean | null } | null }> } | null } | null }> } } | null };

export type RecordClassAbsenceMutationVariables = Exact<{
  input: RecordClassAbsenceInput;
}>;


export type RecordClassAbsenceMutation = { readonly recordClassAbsence: { readonly recorded: number, readonly recordedBefore: ReadonlyArray<string>, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type HandOverOverviewQueryVariables = Exact<{ [key: string]: never; }>;


export type HandOverOverviewQuery = { readonly handOverCounts: ReadonlyArray<{ readonly stage: HandOverStage, readonly count: number, readonly answerBy: string | null, readonly unit: { readonly id: string, readonly name: string } | null }> };

export type HandOversOfUnitQueryVariables = Exact<{
  unitId?: string | null | undefined;
  stages?: ReadonlyArray<HandOverStage> | HandOverStage | null | undefined;
  after?: string | null | undefined;
}>;


export type HandOversOfUnitQuery = { readonly handOvers: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly startsOn: string | null, readonly counterpart: { readonly name: string | null } | null, readonly waitsFor: ReadonlyArray<{ readonly what: string | null, readonly since: string | null, readonly until: string | null, readonly persons: ReadonlyArray<string> | null }> | null, readonly pupil: { readonly id: string, readonly givenName: string | null, readonly familyName: string | null, readonly groups: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly group: { readonly id: string, readonly kind: string, readonly name: string } | null } | null }> } | null, readonly rights: ReadonlyArray<{ readonly id: string, readonly personId: string | null, readonly givenName: string | null, readonly familyName: string | null }> | null } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type RosterImportsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type RosterImportsQuery = { readonly rosterImports: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly fileName: string | null, readonly state: RosterImportState, readonly source: string | null, readonly format: string | null, readonly takenAt: string, readonly reason: string | null, readonly findings: number, readonly awaits: boolean, readonly uploadedBy: { readonly givenName: string | null, readonly familyName: string | null } | null, readonly counts: ReadonlyArray<{ readonly kind: string, readonly added: number, readonly changed: number, readonly ended: number }> } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ImportFindingsQueryVariables = Exact<{ [key: string]: never; }>;


export type ImportFindingsQuery = { readonly importFindings: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly importedAt: string, readonly source: string, readonly line: number, readonly kind: string, readonly what: string, readonly why: string, readonly done: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean } } };

export type RosterUploadsQueryVariables = Exact<{ [key: string]: never; }>;


export type RosterUploadsQuery = { readonly rosterUploads: ReadonlyArray<{ readonly id: string, readonly fileName: string, readonly bytes: number, readonly state: RosterUploadState, readonly uploadedAt: string, readonly bytesRead: number, readonly waits: boolean, readonly source: string | null, readonly format: string | null, readonly reason: string | null, readonly uploadedBy: { readonly givenName: string | null, readonly familyName: string | null } | null, readonly counts: ReadonlyArray<{ readonly kind: string, readonly added: number, readonly changed: number, readonly ended: number }>, readonly removals: { readonly ended: number, readonly of: number, readonly stops: boolean, readonly units: ReadonlyArray<{ readonly name: string, readonly ended: number, readonly of: number }> } | null, readonly findingCounts: ReadonlyArray<{ readonly kind: string, readonly count: number }>, readonly findings: ReadonlyArray<{ readonly line: number, readonly kind: string, readonly what: string, readonly why: string, readonly done: string }> }> };

export type ImportUploadedRosterMutationVariables = Exact<{
  input: ImportUploadedRosterInput;
}>;


export type ImportUploadedRosterMutation = { readonly importUploadedRoster: { readonly upload: { readonly id: string, readonly state: RosterUploadState } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type DiscardUploadedRosterMutationVariables = Exact<{
  input: DiscardUploadedRosterInput;
}>;


export type DiscardUploadedRosterMutation = { readonly discardUploadedRoster: { readonly upload: { readonly id: string, readonly state: RosterUploadState } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type InformationRequestsQueryVariables = Exact<{
  language: ExplanationLanguage;
}>;


export type InformationRequestsQuery = { readonly informationRequests: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly askedBy: string | null, readonly question: string | null, readonly askedAt: string | null, readonly dueAt: string | null, readonly mayBeGiven: ReadonlyArray<{ readonly id: string, readonly label: string }> | null, readonly pupil: { readonly id: string, readonly givenName: string | null, readonly familyName: string | null } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type AnswerInformationRequestMutationVariables = Exact<{
  input: AnswerInformationRequestInput;
}>;


export type AnswerInformationRequestMutation = { readonly answerInformationRequest: { readonly request: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type RefuseInformationRequestMutationVariables = Exact<{
  input: RefuseInformationRequestInput;
}>;


export type RefuseInformationRequestMutation = { readonly refuseInformationRequest: { readonly request: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type UnusualLookUpsQueryVariables = Exact<{ [key: string]: never; }>;


export type UnusualLookUpsQuery = { readonly me: { readonly personId: string } | null, readonly awaiting: { readonly edges: ReadonlyArray<{ readonly node: LookUpToFollowUpFragment }>, readonly pageInfo: { readonly hasNextPage: boolean } }, readonly latest: { readonly edges: ReadonlyArray<{ readonly node: LookUpToFollowUpFragment }>, readonly pageInfo: { readonly hasNextPage: boolean } } };

export type LookUpToFollowUpFragment = { readonly id: string, readonly kind: UnusualKind, readonly day: string, readonly children: number | null, readonly times: number | null, readonly notedAt: string | null, readonly reviewedAt: string | null, readonly finding: string | null, readonly employee: { readonly id: string, readonly givenName: string | null, readonly familyName: string | null } | null, readonly pupils: ReadonlyArray<{ readonly id: string, readonly givenName: string | null, readonly familyName: string | null }>, readonly reviewedBy: { readonly id: string, readonly givenName: string | null, readonly familyName: string | null } | null };

export type ReviewUnusualLookUpMutationVariables = Exact<{
  input: ReviewUnusualLookUpInput;
}>;


export type ReviewUnusualLookUpMutation = { readonly reviewUnusualLookUp: { readonly lookUp: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type MovesBoardQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type MovesBoardQuery = { readonly transfers: { readonly edges: ReadonlyArray<{ readonly node: MoveInBoardFragment }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } }, readonly handOverCounts: ReadonlyArray<{ readonly stage: HandOverStage, readonly count: number }> };

export type MoveInBoardFragment = { readonly id: string, readonly side: TransferSide | null, readonly phase: TransferPhase | null, readonly direction: TransferDirection | null, readonly startsOn: string | null, readonly updatedAt: string | null, readonly pupil: { readonly id: string, readonly givenName: string | null, readonly familyName: string | null, readonly level: number | null } | null, readonly counterpart: { readonly name: string | null } | null, readonly waitsFor: ReadonlyArray<{ readonly what: string | null, readonly since: string | null, readonly until: string | null }> | null, readonly problems: ReadonlyArray<{ readonly attempts: number | null }> | null };

export type RequestsToMatchQueryVariables = Exact<{ [key: string]: never; }>;


export type RequestsToMatchQuery = { readonly requestsToMatch: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly offered: boolean | null, readonly receivedAt: string | null, readonly why: string | null, readonly givenName: string | null, readonly familyName: string | null, readonly birthDate: string | null, readonly counterpart: { readonly name: string | null } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean } } };

export type StaffMoveQueryVariables = Exact<{
  id: string;
  language: ExplanationLanguage;
}>;


export type StaffMoveQuery = { readonly transfer: (
    { readonly open: boolean | null, readonly form: TransferForm | null, readonly recordedAt: string | null, readonly pupil: { readonly id: string, readonly birthDate: string | null, readonly units: ReadonlyArray<{ readonly id: string, readonly name: string }> | null, readonly rights: ReadonlyArray<{ readonly id: string, readonly kind: RightKind | null, readonly personId: string | null, readonly givenName: string | null, readonly familyName: string | null }> | null } | null, readonly mayAskFor: ReadonlyArray<{ readonly category: string | null, readonly label: string | null, readonly outcome: TransferOutcome | null, readonly citation: string | null, readonly explanation: string | null, readonly reasons: ReadonlyArray<{ readonly purpose: string | null, readonly label: string | null }> | null }> | null, readonly requests: ReadonlyArray<{ readonly category: string | null, readonly words: string | null }> | null, readonly decisions: ReadonlyArray<{ readonly category: string | null, readonly label: string | null, readonly outcome: TransferOutcome | null, readonly status: string | null, readonly withheldWhy: string | null, readonly citation: string | null, readonly explanation: string | null, readonly thirdPartiesRemoved: boolean | null, readonly answerBy: string | null, readonly asked: number | null, readonly answered: number | null }> | null, readonly waitsFor: ReadonlyArray<{ readonly what: string | null, readonly why: string | null, readonly categories: ReadonlyArray<string> | null, readonly since: string | null, readonly until: string | null, readonly persons: ReadonlyArray<string> | null }> | null, readonly problems: ReadonlyArray<{ readonly what: string | null, readonly problem: string | null, readonly attempts: number | null, readonly triedAgainAt: string | null }> | null, readonly batches: ReadonlyArray<{ readonly number: number | null, readonly categories: ReadonlyArray<string> | null, readonly receipt: string | null, readonly rejected: string | null }> | null, readonly timeline: ReadonlyArray<{ readonly type: string | null, readonly at: string | null, readonly category: string | null, readonly citation: string | null, readonly actorKind: TransferActor | null, readonly actorRole: string | null, readonly reason: string | null, readonly answer: TransferAnswer | null, readonly channel: AnswerWay | null, readonly answeredBy: string | null, readonly answeredOn: string | null, readonly interpreter: string | null, readonly note: string | null }> | null }
    & MoveInBoardFragment
  ) | null };

export type WhatCameQueryVariables = Exact<{
  childId: string;
}>;


export type WhatCameQuery = { readonly pupil: { readonly id: string, readonly writtenLanguageForm: string | null, readonly receivedRecords: ReadonlyArray<{ readonly id: string, readonly category: string | null, readonly senderName: string | null, readonly receivedAt: string | null, readonly legalBasis: string | null, readonly asHistory: boolean | null, readonly content: string | null }> | null, readonly enrolments: ReadonlyArray<{ readonly id: string, readonly level: number | null, readonly validFrom: string | null, readonly validTo: string | null, readonly unit: { readonly id: string, readonly name: string } | null }> | null, readonly certificateAbsence: ReadonlyArray<{ readonly schoolYear: number | null, readonly term: string | null, readonly days: number | null, readonly hours: number | null }> | null, readonly healthNotes: ReadonlyArray<{ readonly id: string, readonly title: string | null, readonly text: string | null }> | null, readonly individualDecisions: ReadonlyArray<{ readonly id: string, readonly title: string | null, readonly validFrom: string | null }> | null, readonly plans: ReadonlyArray<{ readonly id: string, readonly title: string | null, readonly validFrom: string | null }> | null, readonly languageMappings: ReadonlyArray<{ readonly id: string, readonly title: string | null, readonly text: string | null }> | null, readonly finalAssessments: ReadonlyArray<{ readonly id: string, readonly subject: string | null, readonly mark: string | null, readonly term: string | null }> | null, readonly ongoingAssessments: ReadonlyArray<{ readonly id: string, readonly subject: string | null, readonly feedback: string | null, readonly term: string | null }> | null } | null };

export type AskForCategoriesMutationVariables = Exact<{
  input: RequestTransferInput;
}>;


export type AskForCategoriesMutation = { readonly requestTransfer: MoveChangedFragment };

export type DecideMoveMutationVariables = Exact<{
  input: DecideTransferInput;
}>;


export type DecideMoveMutation = { readonly decideTransfer: MoveChangedFragment };

export type ReleasePartMutationVariables = Exact<{
  input: ReleaseTransferPartInput;
}>;


export type ReleasePartMutation = { readonly releaseTransferPart: MoveChangedFragment };

export type ReleaseRequestMutationVariables = Exact<{
  input: TransferReasonInput;
}>;


export type ReleaseRequestMutation = { readonly releaseTransferRequest: MoveChangedFragment };

export type ReopenPartsMutationVariables = Exact<{
  input: ReopenTransferPartsInput;
}>;


export type ReopenPartsMutation = { readonly reopenTransferParts: MoveChangedFragment };

export type RecordAnswerMutationVariables = Exact<{
  input: RecordTransferAnswerInput;
}>;


export type RecordAnswerMutation = { readonly recordTransferAnswer: MoveChangedFragment };

export type CancelMoveMutationVariables = Exact<{
  input: TransferReasonInput;
}>;


export type CancelMoveMutation = { readonly cancelTransfer: MoveChangedFragment };

export type ReportNeverStartedMutationVariables = Exact<{
  input: TransferReasonInput;
}>;


export type ReportNeverStartedMutation = { readonly reportNeverStarted: MoveChangedFragment };

export type MatchRequestMutationVariables = Exact<{
  input: MatchTransferRequestInput;
}>;


export type MatchRequestMutation = { readonly matchTransferRequest: MoveChangedFragment };

export type DismissRequestMutationVariables = Exact<{
  input: TransferReasonInput;
}>;


export type DismissRequestMutation = { readonly dismissTransferRequest: MoveChangedFragment };

export type RemindSilentMutationVariables = Exact<{
  input: RemindOfTransfersInput;
}>;


export type RemindSilentMutation = { readonly remindOfTransfers: { readonly reminded: number, readonly notReminded: ReadonlyArray<string>, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type MoveChangedFragment = { readonly transfer: { readonly id: string, readonly phase: TransferPhase | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> };

export type StaffPostsQueryVariables = Exact<{ [key: string]: never; }>;


export type StaffPostsQuery = { readonly me: { readonly personId: string, readonly employee: { readonly id: string, readonly posts: ReadonlyArray<{ readonly role: string | null, readonly unit: { readonly id: string, readonly kind: UnitKind } | null }> | null } | null } | null };

export type RecordOpeningsQueryVariables = Exact<{ [key: string]: never; }>;


export type RecordOpeningsQuery = { readonly me: { readonly personId: string, readonly employee: { readonly id: string, readonly posts: ReadonlyArray<{ readonly role: string | null }> | null } | null } | null, readonly awaiting: { readonly edges: ReadonlyArray<{ readonly node: OpeningForLeaderFragment | null }>, readonly pageInfo: { readonly hasNextPage: boolean } }, readonly latest: { readonly edges: ReadonlyArray<{ readonly node: OpeningForLeaderFragment | null }>, readonly pageInfo: { readonly hasNextPage: boolean } } };

export type OpeningForLeaderFragment = { readonly id: string, readonly categories: ReadonlyArray<string> | null, readonly reason: string | null, readonly openedAt: string | null, readonly validTo: string | null, readonly reviewBy: string | null, readonly reviewedAt: string | null, readonly finding: string | null, readonly exemptLetter: ExemptionLetter | null, readonly exemptReason: string | null, readonly exemptTo: string | null, readonly pupil: { readonly id: string, readonly givenName: string | null, readonly familyName: string | null } | null, readonly employee: { readonly id: string, readonly givenName: string | null, readonly familyName: string | null } | null, readonly reviewedBy: { readonly id: string, readonly givenName: string | null, readonly familyName: string | null } | null, readonly exemptBy: { readonly id: string, readonly givenName: string | null, readonly familyName: string | null } | null };

export type OpeningEndsQueryVariables = Exact<{ [key: string]: never; }>;


export type OpeningEndsQuery = { readonly recordOpeningEnds: string };

export type OpenRecordMutationVariables = Exact<{
  input: OpenRecordInput;
}>;


export type OpenRecordMutation = { readonly openRecord: { readonly openingId: string | null, readonly childId: string | null, readonly validTo: string | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type ReviewOpeningMutationVariables = Exact<{
  input: ReviewOpeningInput;
}>;


export type ReviewOpeningMutation = { readonly reviewOpening: { readonly opening: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type ExemptOpeningMutationVariables = Exact<{
  input: ExemptOpeningInput;
}>;


export type ExemptOpeningMutation = { readonly exemptOpening: { readonly opening: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type HubOperationsQueryVariables = Exact<{ [key: string]: never; }>;


export type HubOperationsQuery = { readonly hubHealth: { readonly database: string, readonly log: string, readonly unsent: number, readonly unsentSince: string | null, readonly subgraphs: ReadonlyArray<{ readonly name: string, readonly alive: boolean, readonly aliveAt: string, readonly startedAt: string, readonly deadLetters: number }>, readonly peers: ReadonlyArray<{ readonly organisationNumber: string, readonly name: string, readonly waiting: number, readonly failing: number, readonly waitingSince: string | null, readonly deliveredAt: string | null, readonly receivedAt: string | null }> }, readonly registerStatus: { readonly readAt: string | null, readonly openCases: number } };

export type DeadLettersQueryVariables = Exact<{ [key: string]: never; }>;


export type DeadLettersQuery = { readonly deadLetters: ReadonlyArray<{ readonly consumer: string, readonly type: string, readonly code: string, readonly count: number, readonly retrying: number, readonly oldest: string, readonly newest: string }> };

export type RetryDeadLettersMutationVariables = Exact<{
  input: RetryDeadLettersInput;
}>;


export type RetryDeadLettersMutation = { readonly retryDeadLetters: { readonly count: number, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type SetDeadLettersAsideMutationVariables = Exact<{
  input: SetDeadLettersAsideInput;
}>;


export type SetDeadLettersAsideMutation = { readonly setDeadLettersAside: { readonly count: number, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type FindPupilsQueryVariables = Exact<{
  search: string;
}>;


export type FindPupilsQuery = { readonly pupils: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly givenName: string | null, readonly familyName: string | null, readonly birthDate: string | null, readonly level: number | null, readonly units: ReadonlyArray<{ readonly id: string, readonly name: string }> | null } | null }>, readonly pageInfo: { readonly hasNextPage: boolean } } };

export type StaffPupilQueryVariables = Exact<{
  id: string;
}>;


export type StaffPupilQuery = { readonly pupil: { readonly id: string, readonly givenName: string | null, readonly familyName: string | null, readonly birthDate: string | null, readonly level: number | null, readonly writtenLanguageForm: string | null, readonly units: ReadonlyArray<{ readonly id: string, readonly name: string }> | null, readonly groups: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly group: { readonly id: string, readonly kind: string, readonly name: string } | null } | null }> } | null, readonly address: { readonly lines: ReadonlyArray<string> | null, readonly postcode: string | null, readonly place: string | null } | null, readonly guardians: ReadonlyArray<{ readonly id: string, readonly givenName: string | null, readonly familyName: string | null, readonly relation: string | null, readonly phone: string | null, readonly email: string | null }> | null, readonly rights: ReadonlyArray<{ readonly id: string, readonly kind: RightKind | null, readonly givenName: string | null, readonly familyName: string | null }> | null, readonly teachers: ReadonlyArray<{ readonly id: string, readonly givenName: string | null, readonly familyName: string | null, readonly group: { readonly id: string, readonly name: string } | null }> | null, readonly absenceTotals: ReadonlyArray<{ readonly schoolYear: number | null, readonly term: string | null, readonly days: number | null, readonly hours: number | null }> | null, readonly healthNotes: ReadonlyArray<{ readonly id: string, readonly title: string | null, readonly text: string | null, readonly validFrom: string | null }> | null, readonly individualDecisions: ReadonlyArray<{ readonly id: string, readonly title: string | null, readonly legalBasis: string | null, readonly validFrom: string | null }> | null, readonly plans: ReadonlyArray<{ readonly id: string, readonly title: string | null, readonly validFrom: string | null }> | null, readonly schoolEnvironmentCases: ReadonlyArray<{ readonly id: string, readonly title: string | null, readonly validFrom: string | null }> | null, readonly ongoingAssessments: ReadonlyArray<{ readonly id: string, readonly subject: string | null, readonly feedback: string | null, readonly assessedOn: string | null }> | null, readonly finalAssessments: ReadonlyArray<{ readonly id: string, readonly subject: string | null, readonly mark: string | null, readonly assessedOn: string | null }> | null, readonly transfers: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly phase: TransferPhase | null, readonly side: TransferSide | null, readonly startsOn: string | null, readonly counterpart: { readonly name: string | null } | null } }> } | null } | null };

export type ResourceCatalogueQueryVariables = Exact<{
  filter?: ResourceFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type ResourceCatalogueQuery = { readonly resources: { readonly edges: ReadonlyArray<{ readonly node: ResourceInListFragment }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ResourceInListFragment = { readonly id: string, readonly title: string, readonly kind: ResourceKind, readonly levels: ReadonlyArray<Level>, readonly supplier: { readonly name: string }, readonly editions: ReadonlyArray<{ readonly language: string }>, readonly availability: { readonly withPersonalData: PersonalDataAvailability }, readonly approval: { readonly status: ApprovalStatus, readonly until: string | null }, readonly processingAgreement: { readonly validTo: string | null } | null };

export type ResourceDetailsQueryVariables = Exact<{
  id: string;
  language: string;
}>;


export type ResourceDetailsQuery = { readonly resource: (
    { readonly summary: string, readonly link: string | null, readonly processesPersonalData: boolean, readonly feideLogin: boolean, readonly universalDesign: { readonly statement: string, readonly checkedOn: string } | null, readonly availability: { readonly reasons: ReadonlyArray<{ readonly code: string, readonly text: string, readonly citation: string }>, readonly flags: ReadonlyArray<{ readonly code: string, readonly text: string, readonly citation: string }> }, readonly approval: { readonly scope: ApprovalScope | null, readonly levels: ReadonlyArray<Level>, readonly reason: string | null, readonly steps: ReadonlyArray<{ readonly step: string, readonly at: string, readonly words: string | null }> }, readonly usage: { readonly total: number | null } }
    & ResourceInListFragment
  ) | null };

export type CatalogueSubjectsQueryVariables = Exact<{ [key: string]: never; }>;


export type CatalogueSubjectsQuery = { readonly subjects: ReadonlyArray<{ readonly code: string, readonly title: string }> };

export type SubjectAimsQueryVariables = Exact<{
  subjectCode: string;
  level: Level;
  language: string;
}>;


export type SubjectAimsQuery = { readonly competenceAims: ReadonlyArray<{ readonly code: string, readonly title: string }> };

export type BasePackageQueryVariables = Exact<{
  level: Level;
}>;


export type BasePackageQuery = { readonly basePackage: ReadonlyArray<{ readonly usable: boolean, readonly resource: { readonly id: string, readonly title: string } }> };

export type ProposeResourceMutationVariables = Exact<{
  input: ProposeResourceInput;
}>;


export type ProposeResourceMutation = { readonly proposeResource: ResourceChangedFragment };

export type ReviewResourceMutationVariables = Exact<{
  input: ReviewResourceInput;
}>;


export type ReviewResourceMutation = { readonly reviewResource: ResourceChangedFragment };

export type CheckResourceMutationVariables = Exact<{
  input: CheckResourceInput;
}>;


export type CheckResourceMutation = { readonly checkResource: ResourceChangedFragment };

export type ApproveResourceMutationVariables = Exact<{
  input: ApproveResourceInput;
}>;


export type ApproveResourceMutation = { readonly approveResource: ResourceChangedFragment };

export type DistributeResourceMutationVariables = Exact<{
  input: DistributeResourceInput;
}>;


export type DistributeResourceMutation = { readonly distributeResource: ResourceChangedFragment };

export type RejectResourceMutationVariables = Exact<{
  input: RejectResourceInput;
}>;


export type RejectResourceMutation = { readonly rejectResource: ResourceChangedFragment };

export type WithdrawResourceMutationVariables = Exact<{
  input: WithdrawResourceInput;
}>;


export type WithdrawResourceMutation = { readonly withdrawResource: ResourceChangedFragment };

export type AddToBasePackageMutationVariables = Exact<{
  input: BasePackageInput;
}>;


export type AddToBasePackageMutation = { readonly addToBasePackage: ResourceChangedFragment };

export type RemoveFromBasePackageMutationVariables = Exact<{
  input: BasePackageInput;
}>;


export type RemoveFromBasePackageMutation = { readonly removeFromBasePackage: ResourceChangedFragment };

export type ResourceChangedFragment = { readonly resource: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> };

export type ExportsToScreenQueryVariables = Exact<{
  language: ExplanationLanguage;
}>;


export type ExportsToScreenQuery = { readonly exportsToScreen: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly requestedAt: string | null, readonly answerBy: string | null, readonly pupil: { readonly id: string, readonly givenName: string | null, readonly familyName: string | null } | null, readonly sections: ReadonlyArray<{ readonly name: string | null, readonly label: string | null, readonly content: string | null }> | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ScreenExportMutationVariables = Exact<{
  input: ScreenExportInput;
}>;


export type ScreenExportMutation = { readonly screenExport: { readonly export: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type StaffStartQueryVariables = Exact<{ [key: string]: never; }>;


export type StaffStartQuery = { readonly me: { readonly personId: string, readonly schools: ReadonlyArray<{ readonly id: string, readonly kind: UnitKind, readonly name: string }> } | null };

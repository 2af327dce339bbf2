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

/** Whether a report of absence stands. */
export type AbsenceReportStatus =
  /** It stands. */
  | 'REPORTED'
  /** It has been taken back. */
  | 'RETRACTED';

/** How an answer that staff record was given. */
export type AnswerChannel =
  /** On paper. */
  | 'PAPER'
  /** In a meeting or by telephone. */
  | 'MEETING'
  /** Through an interpreter. */
  | 'INTERPRETER';

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

/** One category and why it is necessary. */
export type CategoryRequestInput = {
  /** The category, such as final-assessment. */
  readonly category: string;
  /** A reason that the law knows for this direction, such as right-to-education or adapt-the-teaching. */
  readonly purpose: string;
  /** The reason in your own words. */
  readonly words?: string | null | undefined;
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

/** A decision to be made. */
export type DecideTransferInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The transfer. */
  readonly transferId: string;
  /** Life or health is in danger, so that health may be released by hand (forvaltningsloven § 13 b (1) no. 7). */
  readonly dangerToLife?: boolean | null | undefined;
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

/** Which child a request is about. */
export type MatchTransferRequestInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The transfer. */
  readonly transferId: string;
  /** The child. */
  readonly childId: string;
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

/** What is asked for. */
export type RequestTransferInput = {
  /** Chosen by the caller: the same key with the same input has no second effect. */
  readonly idempotencyKey: string;
  /** The transfer. */
  readonly transferId: string;
  /** The categories. */
  readonly categories: ReadonlyArray<CategoryRequestInput>;
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

export type HomeQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeQuery = { readonly me: { readonly personId: string, readonly employee: { readonly id: string } | null, readonly pupil: ChildCardFragment | null, readonly children: ReadonlyArray<ChildCardFragment> } | null };

export type ChildCardFragment = { readonly id: string, readonly givenName: string | null, readonly familyName: string | null, readonly level: number | null, readonly units: ReadonlyArray<{ readonly id: string, readonly kind: UnitKind, readonly name: string }> | null, readonly groups: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly group: { readonly id: string, readonly kind: string, readonly name: string } | null } | null }> } | null, readonly permissionRequests: ReadonlyArray<{ readonly transferId: string | null, readonly category: string | null, readonly dueAt: string | null, readonly waitsForYou: boolean | null }> | null, readonly absenceReports: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly from: string | null, readonly to: string | null, readonly status: AbsenceReportStatus | null } }> } | null, readonly absences: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: AbsenceKind | null, readonly startsOn: string | null, readonly endsOn: string | null, readonly documented: boolean | null, readonly reportedByHome: boolean | null } | null }> } | null, readonly threads: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly subject: string | null, readonly unread: number | null, readonly lastMessageAt: string | null } }> } | null, readonly transfers: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly open: boolean | null, readonly startsOn: string | null, readonly side: TransferSide | null, readonly updatedAt: string | null } }> } | null, readonly ongoingAssessments: ReadonlyArray<{ readonly id: string, readonly subject: string | null, readonly assessedOn: string | null }> | null, readonly individualDecisions: ReadonlyArray<{ readonly id: string, readonly title: string | null, readonly validFrom: string | null, readonly recordedAt: string | null }> | null, readonly plans: ReadonlyArray<{ readonly id: string, readonly title: string | null, readonly validFrom: string | null, readonly recordedAt: string | null }> | null };

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

export type FindPupilsQueryVariables = Exact<{
  search: string;
}>;


export type FindPupilsQuery = { readonly pupils: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly givenName: string | null, readonly familyName: string | null, readonly birthDate: string | null, readonly level: number | null, readonly units: ReadonlyArray<{ readonly id: string, readonly name: string }> | null } | null }>, readonly pageInfo: { readonly hasNextPage: boolean } } };

export type StaffPupilQueryVariables = Exact<{
  id: string;
}>;


export type StaffPupilQuery = { readonly pupil: { readonly id: string, readonly givenName: string | null, readonly familyName: string | null, readonly birthDate: string | null, readonly level: number | null, readonly writtenLanguageForm: string | null, readonly units: ReadonlyArray<{ readonly id: string, readonly name: string }> | null, readonly groups: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly group: { readonly id: string, readonly kind: string, readonly name: string } | null } | null }> } | null, readonly address: { readonly lines: ReadonlyArray<string> | null, readonly postcode: string | null, readonly place: string | null } | null, readonly guardians: ReadonlyArray<{ readonly id: string, readonly givenName: string | null, readonly familyName: string | null, readonly relation: string | null, readonly phone: string | null, readonly email: string | null }> | null, readonly rights: ReadonlyArray<{ readonly id: string, readonly kind: RightKind | null, readonly givenName: string | null, readonly familyName: string | null }> | null, readonly teachers: ReadonlyArray<{ readonly id: string, readonly givenName: string | null, readonly familyName: string | null, readonly group: { readonly id: string, readonly name: string } | null }> | null, readonly absenceTotals: ReadonlyArray<{ readonly schoolYear: number | null, readonly term: string | null, readonly days: number | null, readonly hours: number | null }> | null, readonly healthNotes: ReadonlyArray<{ readonly id: string, readonly title: string | null, readonly text: string | null, readonly validFrom: string | null }> | null, readonly individualDecisions: ReadonlyArray<{ readonly id: string, readonly title: string | null, readonly legalBasis: string | null, readonly validFrom: string | null }> | null, readonly plans: ReadonlyArray<{ readonly id: string, readonly title: string | null, readonly validFrom: string | null }> | null, readonly schoolEnvironmentCases: ReadonlyArray<{ readonly id: string, readonly title: string | null, readonly validFrom: string | null }> | null, readonly ongoingAssessments: ReadonlyArray<{ readonly id: string, readonly subject: string | null, readonly feedback: string | null, readonly assessedOn: string | null }> | null, readonly finalAssessments: ReadonlyArray<{ readonly id: string, readonly subject: string | null, readonly mark: string | null, readonly assessedOn: string | null }> | null, readonly transfers: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly phase: TransferPhase | null, readonly side: TransferSide | null, readonly startsOn: string | null, readonly counterpart: { readonly name: string | null } | null } }> } | null } | null };

export type StaffStartQueryVariables = Exact<{ [key: string]: never; }>;


export type StaffStartQuery = { readonly me: { readonly personId: string, readonly schools: ReadonlyArray<{ readonly id: string, readonly kind: UnitKind, readonly name: string }> } | null };

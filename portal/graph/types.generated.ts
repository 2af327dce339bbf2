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

export type StaffStartQueryVariables = Exact<{ [key: string]: never; }>;


export type StaffStartQuery = { readonly me: { readonly personId: string, readonly schools: ReadonlyArray<{ readonly id: string, readonly kind: UnitKind, readonly name: string }> } | null };

/** What school-administration says of its pupils, for the other subgraphs to hold their own against. It stays inside the hub. */
export interface SchoolView {
  /** ISO date. */
  readonly on: string;
  /** Those who attend a school now. */
  readonly pupils: readonly {
    readonly childId: string;
    readonly unitIds: readonly string[];
    /** A case document has been recorded, which the archive must have journalled (arkivlova § 5). */
    readonly recordDue: boolean;
  }[];
  /** Every child that is or was known. */
  readonly childIds: readonly string[];
  /** The groups that there are now. */
  readonly groupIds: readonly string[];
}

/** What two systems may disagree on: what it means, and who should mend it. */
export const disagreements = {
  PUPIL_WITHOUT_ACCOUNT: { what: 'a pupil without a Feide account', mendedBy: 'the owner’s Feide directory' },
  ACCOUNT_OF_NOBODY: {
    what: 'a pupil’s account in Feide that is of nobody here',
    mendedBy: 'the owner’s Feide directory, or the school: give the pupil the Feide id',
  },
  MEMBERSHIP_AT_OTHER_SCHOOL: {
    what: 'a membership in Feide at a school that the child does not attend',
    mendedBy: 'the owner’s Feide directory',
  },
  MEMBERSHIP_IN_ENDED_GROUP: {
    what: 'a membership in Feide of a group that has ended',
    mendedBy: 'the owner’s Feide directory',
  },
  RESOURCE_FOR_GONE_GROUP: {
    what: 'a learning resource in use for a group that is gone',
    mendedBy: 'the school: end the use, or use it for the group that followed',
  },
  RECORD_WITHOUT_PUPIL: { what: 'an elevmappe of a child that is not known', mendedBy: 'the archivist' },
  PUPIL_WITHOUT_RECORD: {
    what: 'a pupil with a case document and no elevmappe',
    mendedBy: 'the archivist: see what waits to be journalled',
  },
  NOT_JOURNALLED: { what: 'a document that could not be journalled', mendedBy: 'the archivist' },
} as const;
export type DisagreementKind = keyof typeof disagreements;

export interface Disagreement {
  readonly kind: DisagreementKind;
  /** The child it is about, where it is about a child that is known. */
  readonly childId: string | null;
  /** The group, record or entry it is about; never anything that tells who a person is. */
  readonly thing: string | null;
}

/** What the story reads and does, in the words of the graph. */
export const findChild = `query ($nationalId: NationalId!) {
  pupilByNationalId(nationalId: $nationalId) {
    id givenName familyName level units { id kind name organisationNumber } transfers(first: 5) { edges { node { id phase } } }
  }
}`;

export interface FoundChild {
  readonly pupilByNationalId: {
    readonly id: string;
    readonly givenName: string;
    readonly familyName: string;
    readonly level: number | null;
    readonly units: ReadonlyArray<{ id: string; kind: string; name: string; organisationNumber: string | null }>;
    readonly transfers: { readonly edges: ReadonlyArray<{ node: { id: string; phase: string } }> };
  } | null;
}

export const announceTransfer =
  'mutation ($input: AnnounceTransferInput!) { result: announceTransfer(input: $input) { transfer { id } userErrors { message } } }';
export const requestTransfer =
  'mutation ($input: RequestTransferInput!) { result: requestTransfer(input: $input) { transfer { id } userErrors { message } } }';
export const permitTransfer =
  'mutation ($input: AnswerTransferInput!) { result: permitTransfer(input: $input) { userErrors { message } } }';
export const refuseTransfer =
  'mutation ($input: AnswerTransferInput!) { result: refuseTransfer(input: $input) { userErrors { message } } }';
export const recordAnswer =
  'mutation ($input: RecordTransferAnswerInput!) { result: recordTransferAnswer(input: $input) { userErrors { message } } }';
export const releasePart =
  'mutation ($input: ReleaseTransferPartInput!) { result: releaseTransferPart(input: $input) { userErrors { message } } }';

export const readTransfer = `query ($id: ID!) {
  transfer(id: $id) {
    id phase open policyVersion journalEntry
    decisions { category label(language: EN) outcome status withheldWhy citation decider explanation(language: EN) byHand asHistory answered asked }
    waitsFor { what why categories persons }
    timeline { type at category citation actorKind actorRole reason }
    batches { number categories contentHash receipt }
  }
}`;

export interface StoryTransfer {
  readonly id: string;
  readonly phase: string;
  readonly open: boolean;
  readonly policyVersion: string | null;
  readonly journalEntry: string | null;
  readonly decisions: readonly StoryDecision[] | null;
  readonly waitsFor: ReadonlyArray<{
    what: string;
    why: string;
    categories: string[] | null;
    persons: string[] | null;
  }> | null;
  readonly timeline: ReadonlyArray<{
    type: string;
    at: string;
    category: string | null;
    citation: string | null;
    actorKind: string;
    actorRole: string | null;
    reason: string | null;
  }> | null;
  readonly batches: ReadonlyArray<{
    number: number;
    categories: string[];
    contentHash: string | null;
    receipt: string | null;
  }> | null;
}

export interface StoryDecision {
  readonly category: string;
  readonly label: string;
  readonly outcome: string | null;
  readonly status: string;
  readonly withheldWhy: string | null;
  readonly citation: string | null;
  readonly decider: string | null;
  readonly explanation: string | null;
  readonly byHand: boolean | null;
  readonly asHistory: boolean | null;
  readonly answered: number | null;
  readonly asked: number | null;
}

export const readReceived = `query ($id: ID!) {
  pupil(id: $id) {
    receivedRecords { category senderName legalBasis asHistory receivedAt }
    pupilRecord { caseNumber journalEntries(first: 20) { edges { node { title } } } }
  }
}`;

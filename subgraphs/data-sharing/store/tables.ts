import type { Generated, JSONColumnType } from 'kysely';
import type { Viewer } from '#kit/access/viewer.ts';
import type { LookUp } from '#kit/audit/access-log.ts';
import type { ReceivingState } from '../domain/receiving/state.ts';
import type { SendingState } from '../domain/sending/state.ts';

export type TransferSide = 'SENDER' | 'RECEIVER';
export type TransferState = SendingState | ReceivingState;

/** The tables of `migrations.ts` as Kysely knows them. Times are ISO text. */
export interface DataSharingTables {
  /** The stream of each transfer: what has happened, in order, never changed. */
  'dataSharing.transferEvent': {
    transferId: string;
    version: number;
    type: string;
    at: string;
    body: JSONColumnType<object>;
  };
  /** Each transfer as it stands after its last event. */
  'dataSharing.transfer': {
    id: string;
    side: TransferSide;
    childId: string | null;
    peer: string;
    phase: string;
    open: boolean;
    version: number;
    state: JSONColumnType<TransferState & object>;
    waitsFor: JSONColumnType<readonly object[]>;
    /** Of a hand-over that this controller has begun: our unit, and where it stands. */
    fromUnit: string | null;
    stage: string | null;
    createdAt: string;
    updatedAt: string;
  };
  /** What the hub does next by itself, and when. */
  'dataSharing.task': {
    transferId: string;
    step: string;
    detail: JSONColumnType<object>;
    dueAt: string;
    attempts: Generated<number>;
    problem: string | null;
  };
  /** Messages to peers, under the child's own key; what was kept goes when the peer has taken it. */
  'dataSharing.outbound': {
    id: string;
    position: Generated<number>;
    peer: string;
    typ: string;
    transferId: string;
    keptFor: string | null;
    kept: string | null;
    dueAt: string;
    attempts: Generated<number>;
    problem: string | null;
    deliveredAt: string | null;
  };
  /** Messages from peers; the sealed text goes when it has been handled. */
  'dataSharing.inbound': {
    id: string;
    position: Generated<number>;
    peer: string;
    typ: string;
    compact: string | null;
    receivedAt: string;
    dueAt: string;
    attempts: Generated<number>;
    handledAt: string | null;
    problem: string | null;
  };
  /** A request as it came, sealed to this hub, until its child is found: it says who the child is. */
  'dataSharing.request': { transferId: string; compact: string; receivedAt: string };
  /** Sealed parts on their way out or in; the sealed text goes when it has arrived. */
  'dataSharing.part': {
    partId: string;
    transferId: string;
    category: string;
    batch: number | null;
    rule: string;
    legalBasis: string;
    asHistory: boolean;
    sealed: string | null;
    contentHash: string | null;
  };
  /** The document of a move abroad, sealed under the child's own key. */
  'dataSharing.document': { transferId: string; sealed: string };
  /** Children who have started at one of our units, to be looked at: perhaps a move. */
  'dataSharing.arrival': {
    childId: string;
    unitId: string;
    startDate: string;
    previousMunicipality: string | null;
    dueAt: string;
    attempts: Generated<number>;
    problem: string | null;
  };
  /** What the family has asked about who has looked, with the entry as it was then. */
  'dataSharing.accessQuestion': {
    id: string;
    childId: string;
    askedBy: string;
    lookUp: JSONColumnType<LookUp>;
    question: string;
    askedAt: string;
    answer: string | null;
    answeredBy: string | null;
    answeredAt: string | null;
  };
  /** What was asked to be corrected by art. 16, by the home or by a controller that sent it, the answer, and who is told (art. 19). */
  'dataSharing.correction': {
    id: string;
    childId: string;
    askedBy: string | null;
    fromPeer: string | null;
    category: string;
    wrong: string;
    right: string;
    askedAt: string;
    outcome: 'CORRECTED' | 'REFUSED' | null;
    answer: string | null;
    correctedTo: string | null;
    answeredBy: string | null;
    answeredAt: string | null;
    receivers: JSONColumnType<readonly object[]>;
  };
  /** What was asked for by art. 15, and how far it has come; the content is sealed under the child's key. */
  'dataSharing.dataExport': {
    id: string;
    childId: string;
    viewer: JSONColumnType<Viewer>;
    language: string;
    state: string;
    requestedAt: string;
    tryAt: string;
    madeAt: string | null;
    sealed: string | null;
    heldBack: JSONColumnType<readonly object[]>;
    screenedBy: string | null;
    screenedAt: string | null;
    deliveredAt: string | null;
    problem: string | null;
  };
}

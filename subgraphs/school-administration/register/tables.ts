/** What is known of the reading of Folkeregisteret: how far, with what, and what a person must look at. */
export interface RegisterTables {
  'schoolAdministration.registerPointer': { register: string; seq: number; etag: string | null; readAt: string | null };
  'schoolAdministration.registerLookUp': { childId: string; found: boolean; lookedUpAt: string };
  /** What became of Folkeregisteret's events, by its own `hendelsetype`. */
  'schoolAdministration.registerEventCount': {
    type: string;
    handled: number;
    ignored: number;
    ofNobody: number;
    lastReadAt: string;
  };
  /** What the register says of a child that a person must look at. */
  'schoolAdministration.registerCase': {
    id: string;
    childId: string;
    kind: string;
    state: 'OPEN' | 'CLOSED' | 'GONE';
    notedAt: string;
    settledAt: string | null;
    closedBy: string | null;
    reason: string | null;
  };
}

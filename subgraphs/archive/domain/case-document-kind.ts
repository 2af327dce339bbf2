/**
 * The kinds of case documents that the hub journals as they arise (innebygd arkivering). `document` is one
 * that a person journalled.
 */
export const caseDocumentKinds = [
  'individual-decision',
  'plan',
  'school-environment',
  'permission',
  'message',
  'handover',
  'received-copy',
  'internal-move',
  'document',
] as const;
export type CaseDocumentKind = (typeof caseDocumentKinds)[number];

/** Kinds that tell of a move: where a child went, or came from. */
export const isAboutMove = (kind: CaseDocumentKind): boolean =>
  kind === 'handover' || kind === 'received-copy' || kind === 'internal-move' || kind === 'permission';

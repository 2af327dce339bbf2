import { type CaseDocumentKind, isAboutMove } from './case-document-kind.ts';

/** Who owns the schools or kindergartens: decides how far the archive act reaches. */
export type ControllerKind = 'MUNICIPALITY' | 'COUNTY' | 'PRIVATE_OWNER';

/**
 * Whether the archive act binds the controller for a document. Public bodies: always (arkivlova 2025 § 3 (1)). Private schools and
 * kindergartens: only in cases where they make individual decisions (enkeltvedtak).
 */
export const hasArchiveDuty = (controller: ControllerKind, kind: CaseDocumentKind): boolean =>
  controller !== 'PRIVATE_OWNER' || kind === 'individual-decision';

/** What the hub journals: what the archive act binds to, and every hand-over, which any controller must be able to show (GDPR art. 5 (2)). */
export const isJournalled = (controller: ControllerKind, kind: CaseDocumentKind): boolean =>
  hasArchiveDuty(controller, kind) || isAboutMove(kind);

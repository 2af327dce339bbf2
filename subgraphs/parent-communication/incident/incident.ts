import type { PersonRole } from '../domain/telling.ts';

export type Certainty = 'READ' | 'SHOWN' | 'NOT_OPENED';

/** Somebody who got a message that they should not have got. */
export interface Receiver {
  readonly personId: string;
  readonly role: PersonRole;
  /** READ: they marked it so. SHOWN: the hub showed them messages about the child while it could be read. */
  readonly certainty: Certainty;
  readonly openedAt: Date | null;
}

/** A message that reached the wrong family, as the case knows it. */
export interface Incident {
  readonly messageId: string;
  /** The child whose thread it was in. */
  readonly childId: string;
  /** The child that it is about: the one concerned. */
  readonly concernsId: string;
  readonly reason: string;
  readonly sentAt: Date;
  readonly foundOutAt: Date;
  readonly retractedAt: Date;
  readonly receivers: readonly Receiver[];
}

const hour = 3_600_000;
/** GDPR art. 33 (1): without undue delay, and within 72 hours after it was found out. */
export const reportBy = ({ foundOutAt }: Pick<Incident, 'foundOutAt'>): Date =>
  new Date(foundOutAt.getTime() + 72 * hour);

export const countOpened = ({ receivers }: Pick<Incident, 'receivers'>): number =>
  receivers.filter(({ certainty }) => certainty !== 'NOT_OPENED').length;

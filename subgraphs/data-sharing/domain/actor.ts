/** Who did something: a person, the hub itself, or the hub of another controller. */
export interface Actor {
  readonly kind: 'person' | 'system' | 'peer';
  /** A pseudonymous person id, the name of the part of the hub, or a controller's organisation number. */
  readonly id: string;
  /** As what the person acted, for instance `rektor` or `guardian`. */
  readonly role?: string;
}

/** What stands on every event of a transfer: when, who, and by which provision. */
export interface EventStamp {
  /** ISO time. */
  readonly at: string;
  readonly actor: Actor;
  /** The provision that the step rests on. */
  readonly legalBasis: string;
}

/** Who gives a command, and when. */
export interface CommandStamp {
  readonly at: string;
  readonly actor: Actor;
}

/** The stamp of an event that follows from a command. */
export const stamp = ({ at, actor }: CommandStamp, legalBasis: string): EventStamp => ({ at, actor, legalBasis });

/**
 * Address protection (adressebeskyttelse, folkeregisterloven § 10-4): `fortrolig` was kode 7, `strengt-fortrolig` kode 6. A child that
 * is strictly graded is never spoken of to another hub; named staff act outside the hub.
 */
export type AddressGrading = 'none' | 'fortrolig' | 'strengt-fortrolig';

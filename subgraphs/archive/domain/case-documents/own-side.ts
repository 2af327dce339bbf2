import type { Correspondent } from '../correspondent.ts';

/** What every case document says of this side: the controller, and who journals on its behalf. */
export interface OwnSide {
  readonly controller: string;
  readonly journalledBy: string;
}

export const internalSender = (own: OwnSide): Correspondent => ({
  role: 'internal-sender',
  name: own.controller,
  isPerson: false,
  screened: false,
});

/** The family as a correspondent: by role, since who they were is known to the case and not to the archive's index. */
export const family = (role: 'sender' | 'receiver'): Correspondent => ({
  role,
  name: 'Elev og foresatte',
  isPerson: true,
  screened: true,
});

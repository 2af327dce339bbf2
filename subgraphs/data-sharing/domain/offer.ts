/**
 * What the receiver says to an offer: taken, or declined because no child of theirs is meant, or because they have asked for the
 * child's data themselves and one move is not to become two.
 */
export type OfferAnswer = 'accepted' | 'no-such-child' | 'asked-already';

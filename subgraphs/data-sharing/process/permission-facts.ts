import type { Grading, TransferStanding } from '#contracts/ports.ts';
import type { AddressGrading } from '../domain/actor.ts';
import type { PermissionFacts } from '../domain/who-permits.ts';

const gradings: Readonly<Record<Grading, AddressGrading>> = {
  UNGRADED: 'none',
  CONFIDENTIAL: 'fortrolig',
  STRICTLY_CONFIDENTIAL: 'strengt-fortrolig',
};
export const gradingOf = (grading: Grading): AddressGrading => gradings[grading];

/** A birth date that is not known makes nobody 15. */
const unknownBirthDate = '9000-01-01';

/** What school-administration says of who decides, as the decider reads it. */
export function permissionFactsOf(standing: TransferStanding): PermissionFacts {
  const idsOf = (capacity: TransferStanding['holders'][number]['capacity']) =>
    standing.holders.filter((holder) => holder.capacity === capacity).map((holder) => holder.personId);
  const [barnevern] = idsOf('child-protection');
  const [pupil] = idsOf('pupil');
  const holders = standing.holders
    .filter((holder) => holder.capacity === 'parental-responsibility')
    .map((holder) => ({ id: holder.personId, clearedForNewPlace: holder.cleared }));
  return {
    pupil: { id: pupil ?? standing.childId, birthDate: standing.birthDate ?? unknownBirthDate },
    // A care order without a known barnevernstjeneste leaves nobody to ask: the parents are not asked in its place.
    ...(standing.careOrder && barnevern
      ? { careOrder: { barnevern, carers: [...idsOf('foster-parent'), ...idsOf('institution')] } }
      : {}),
    holders: standing.careOrder ? [] : holders,
  };
}

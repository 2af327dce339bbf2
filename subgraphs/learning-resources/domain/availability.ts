import { checkParallelEditions } from './parallel-editions.ts';
import { type Reason, reason } from './reason.ts';
import type { ResourceDescription } from './resource.ts';

/**
 * Whether pupils' personal data may go into a resource today: NOT_NEEDED when it takes none, else AVAILABLE or
 * NOT_AVAILABLE; and why, each reason with its citation.
 */
export interface Availability {
  readonly withPersonalData: 'NOT_NEEDED' | 'AVAILABLE' | 'NOT_AVAILABLE';
  /** What closes it; empty unless NOT_AVAILABLE. */
  readonly reasons: readonly Reason[];
  /** What a person should look at, also when nothing is closed. */
  readonly flags: readonly Reason[];
}

const endsSoonDays = 90;

/** Judges a resource on a date (ISO). Without a valid processing agreement it is not available with personal data (art. 28). */
export function assessAvailability(description: ResourceDescription, on: string): Availability {
  const found = [
    ...(description.processesPersonalData ? checkPrivacy(description, on) : []),
    ...(description.universalDesign ? [] : [reason('NO_UNIVERSAL_DESIGN')]),
    ...checkParallelEditions(description),
  ];
  const reasons = found.filter((each) => each.weight === 'BLOCKS');
  const flags = found.filter((each) => each.weight === 'FLAG');
  if (!description.processesPersonalData) return { withPersonalData: 'NOT_NEEDED', reasons, flags };
  return { withPersonalData: reasons.length === 0 ? 'AVAILABLE' : 'NOT_AVAILABLE', reasons, flags };
}

function checkPrivacy(description: ResourceDescription, on: string): Reason[] {
  const found = checkAgreement(description, on);
  if (description.resale) found.push(reason('DATA_SOLD'));
  if (description.trainsOnPupilData) found.push(reason('TRAINS_ON_PUPILS'));
  if (description.outsideEea?.basis === 'NONE') found.push(reason('NO_BASIS_OUTSIDE_EEA'));
  if (description.dpia === undefined) found.push(reason('DPIA_NOT_CONSIDERED'));
  // An assessment that bears a date to come is a plan, not an assessment.
  else if (description.dpia.state === 'NEEDED' || (description.dpia.state === 'DONE' && description.dpia.on > on))
    found.push(reason('DPIA_NOT_DONE'));
  if (description.ros?.state !== 'DONE' && description.ros?.state !== 'NOT_NEEDED') found.push(reason('ROS_NOT_DONE'));
  return found;
}

function checkAgreement({ processingAgreement: agreement }: ResourceDescription, on: string): Reason[] {
  if (!agreement) return [reason('NO_AGREEMENT')];
  if (on < agreement.validFrom) return [reason('AGREEMENT_NOT_BEGUN')];
  if (agreement.validTo === undefined) return [];
  if (on > agreement.validTo) return [reason('AGREEMENT_ENDED')];
  const daysLeft = (Date.parse(agreement.validTo) - Date.parse(on)) / 86_400_000;
  return daysLeft <= endsSoonDays ? [reason('AGREEMENT_ENDS_SOON')] : [];
}

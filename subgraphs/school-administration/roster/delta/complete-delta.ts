/** Makes a delta say all about those whom it touches, so that it is compared with the hub by the same rules as a full file. */
import type { DatabaseTransaction } from '#kit/database/database.ts';
import type { RosterFinding } from '../../source/roster-findings.ts';
import type { ApplyOptions } from '../apply.ts';
import { markRoles, resolveKnownPersons, resolveUnitsAndGroups } from '../resolve-identities.ts';
import { completeMemberships } from './complete-memberships.ts';
import { findNothingToDelete, findUnknown } from './find-unknown.ts';
import { markRemoved, markTouched } from './mark-scope.ts';
import { referToHub } from './refer-to-hub.ts';

export async function completeDelta<Tables>(
  tx: DatabaseTransaction<Tables>,
  options: ApplyOptions,
): Promise<readonly RosterFinding[]> {
  await markRemoved(tx, options);
  await referToHub(tx, options);
  await resolveUnitsAndGroups(tx, options);
  await resolveKnownPersons(tx, options);
  await markTouched(tx, options);
  const findings = [...(await findUnknown(tx, options)), ...(await findNothingToDelete(tx, options))];
  await completeMemberships(tx, options);
  await markRoles(tx, options);
  return findings;
}

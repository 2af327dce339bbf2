import type { SchoolAdministrationSettings } from '../config.ts';

/** Leaders whom the controller has appointed to name staff, by what they sign in with. */
export interface Appointed {
  readonly feideIds: readonly string[];
  readonly nationalIds: readonly string[];
}

export const nobodyAppointed: Appointed = { feideIds: [], nationalIds: [] };

export const appointedBy = ({ caseNaming }: Pick<SchoolAdministrationSettings, 'caseNaming'>): Appointed => ({
  feideIds: caseNaming.appointed.flatMap((one) => ('feideId' in one ? [one.feideId] : [])),
  nationalIds: caseNaming.appointed.flatMap((one) => ('nationalId' in one ? [one.nationalId] : [])),
});

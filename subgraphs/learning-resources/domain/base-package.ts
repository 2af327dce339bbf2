import type { ApprovalState } from './approval.ts';
import { type Availability, assessAvailability } from './availability.ts';
import type { Level } from './level.ts';
import type { ResourceDescription } from './resource.ts';

/** A resource in the controller's base package (grunnpakke) for a level, from a day, to a day if it has left. */
export interface BasePackageEntry {
  readonly level: Level;
  readonly resourceId: string;
  readonly from: string;
  readonly to?: string;
}

export interface BasePackageResource {
  readonly id: string;
  readonly description: ResourceDescription;
  readonly approval: ApprovalState;
}

/** A resource of the package on a day, and whether it can be used as it stands. */
export interface PackagedResource {
  readonly resourceId: string;
  readonly usable: boolean;
  readonly availability: Availability;
}

export type PackageProblem =
  | { readonly code: 'NOT_DISTRIBUTED'; readonly message: string }
  | { readonly code: 'WRONG_LEVEL'; readonly message: string }
  | { readonly code: 'ALREADY_IN'; readonly message: string }
  | { readonly code: 'NOT_IN'; readonly message: string };

const holds = (entry: BasePackageEntry, on: string) => entry.from <= on && (entry.to === undefined || on <= entry.to);

/** What the package holds for a level on a day. One whose approval is gone stays visible as not usable, so that somebody mends it. */
export function basePackageOn(
  level: Level,
  on: string,
  entries: readonly BasePackageEntry[],
  resources: readonly BasePackageResource[],
): readonly PackagedResource[] {
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  return entries
    .filter((entry) => entry.level === level && holds(entry, on))
    .flatMap((entry) => {
      const resource = byId.get(entry.resourceId);
      if (!resource) return [];
      const availability = assessAvailability(resource.description, on);
      return [{ resourceId: resource.id, usable: isUsable(resource, availability, on), availability }];
    });
}

function isUsable({ approval }: BasePackageResource, availability: Availability, on: string): boolean {
  if (approval.status !== 'DISTRIBUTED' || (approval.until !== undefined && on > approval.until)) return false;
  return approval.scope === 'WITHOUT_PERSONAL_DATA' || availability.withPersonalData !== 'NOT_AVAILABLE';
}

/** Puts a resource into the package: only one that is distributed and made for the level. */
export function addToBasePackage(
  level: Level,
  resource: BasePackageResource,
  on: string,
  entries: readonly BasePackageEntry[],
): BasePackageEntry | PackageProblem {
  if (resource.approval.status !== 'DISTRIBUTED')
    return { code: 'NOT_DISTRIBUTED', message: 'Only a distributed resource can be in the base package.' };
  if (!resource.description.levels.includes(level) || !resource.approval.levels.includes(level))
    return { code: 'WRONG_LEVEL', message: 'The resource is not made for, or not distributed to, this level.' };
  if (entries.some((entry) => entry.level === level && entry.resourceId === resource.id && holds(entry, on)))
    return { code: 'ALREADY_IN', message: 'The resource is in the base package for this level already.' };
  return { level, resourceId: resource.id, from: on };
}

/** Takes a resource out of the package; the day before `on` is its last. One that came in on the same day leaves no entry. */
export function removeFromBasePackage(
  level: Level,
  resourceId: string,
  on: string,
  entries: readonly BasePackageEntry[],
): { readonly ended: BasePackageEntry; readonly lastDay: string } | PackageProblem {
  const ended = entries.find((entry) => entry.level === level && entry.resourceId === resourceId && holds(entry, on));
  if (!ended) return { code: 'NOT_IN', message: 'The resource is not in the base package for this level.' };
  return { ended, lastDay: new Date(Date.parse(on) - 86_400_000).toISOString().slice(0, 10) };
}

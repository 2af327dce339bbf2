import type { ResourcesContext } from '../context.ts';
import { isDistributedTo } from '../domain/approval.ts';
import { assessAvailability } from '../domain/availability.ts';
import type { Level } from '../domain/level.ts';
import { putInBasePackage, takeFromBasePackage } from '../store/base-packages.ts';
import { lockResource } from '../store/change-resource.ts';
import { beginUses, endUse, organisationOfGroup, unitsByOrganisation } from '../store/group-use.ts';
import { approvalOf, type ResourceRow } from '../store/resource-rows.ts';
import { actorOf, changeResource, type UserError } from './change.ts';

interface UseInput {
  readonly resourceId: string;
  readonly groupId: string;
  readonly purpose: string;
  readonly idempotencyKey: string;
}
interface PackageInput {
  readonly level: Level;
  readonly resourceId: string;
  readonly idempotencyKey: string;
}

export const useMutations = {
  useResourceInGroup: (_: unknown, { input }: { input: UseInput }, context: ResourcesContext) =>
    changeResource(
      context,
      { deed: 'use-resource', name: 'useResourceInGroup', input, resourceId: input.resourceId },
      async ({ tx }, resourceId) => {
        const row = await lockResource(tx, resourceId);
        const number = organisationOfGroup(input.groupId);
        const unitId = number === undefined ? undefined : (await unitsByOrganisation(tx, [number])).get(number);
        const problem = whyNotUsed(input, row, unitId, context.access.on);
        if (problem) return [problem];
        const use = { groupId: input.groupId, resourceId, purpose: input.purpose.trim(), by: actorOf(context) };
        await beginUses(tx, [use], context.access.on);
        return [];
      },
    ),

  stopUsingResourceInGroup: (_: unknown, { input }: { input: Omit<UseInput, 'purpose'> }, context: ResourcesContext) =>
    changeResource(
      context,
      { deed: 'use-resource', name: 'stopUsingResourceInGroup', input, resourceId: input.resourceId },
      async ({ tx }, resourceId) => {
        await lockResource(tx, resourceId);
        if (await endUse(tx, input.groupId, resourceId, context.access.on)) return [];
        return [{ code: 'NOT_IN_USE', message: 'The group does not use this resource.', field: ['input', 'groupId'] }];
      },
    ),

  addToBasePackage: (_: unknown, { input }: { input: PackageInput }, context: ResourcesContext) =>
    editBasePackage(context, 'addToBasePackage', input, putInBasePackage),
  removeFromBasePackage: (_: unknown, { input }: { input: PackageInput }, context: ResourcesContext) =>
    editBasePackage(context, 'removeFromBasePackage', input, takeFromBasePackage),
};

function whyNotUsed(input: UseInput, row: ResourceRow, unitId: string | undefined, on: string): UserError | undefined {
  if (unitId === undefined)
    return {
      code: 'NO_SUCH_GROUP',
      message: 'This is no group of a school of this controller.',
      field: ['input', 'groupId'],
    };
  if (input.purpose.trim() === '')
    return { code: 'REASON_MISSING', message: 'Say what the group uses it for.', field: ['input', 'purpose'] };
  const approval = approvalOf(row);
  if (!isDistributedTo(approval, unitId, on))
    return { code: 'NOT_DISTRIBUTED', message: "The resource is not open to the group's school." };
  const { withPersonalData, reasons } = assessAvailability(row.description, on);
  if (approval.scope === 'WITH_PERSONAL_DATA' && withPersonalData === 'NOT_AVAILABLE') {
    const why = reasons.map(({ text, citation }) => `${text.en} (${citation})`).join(' ');
    return { code: 'NOT_AVAILABLE_WITH_PERSONAL_DATA', message: `Not available with personal data. ${why}` };
  }
  return undefined;
}

const editBasePackage = (context: ResourcesContext, name: string, input: PackageInput, edit: typeof putInBasePackage) =>
  changeResource(
    context,
    { deed: 'edit-base-package', name, input, resourceId: input.resourceId },
    async ({ tx }, resourceId) => {
      const problem = await edit(tx, input.level, resourceId, context.access.on);
      return problem ? [problem] : [];
    },
  );

import type { ResourcesContext } from '../context.ts';
import type { ApprovalScope } from '../domain/approval.ts';
import { inOrder, type Level } from '../domain/level.ts';
import { readResourceDescription } from '../domain/resource.ts';
import {
  addResource,
  describeResource as keepDescription,
  type StepCommand,
  takeStep,
} from '../store/change-resource.ts';
import { isUuid } from '../store/resource-rows.ts';
import { actorOf, changeResource, type UserError, withoutNulls } from './change.ts';

interface Step {
  readonly resourceId: string;
  readonly idempotencyKey: string;
}
type Input<Fields> = { readonly input: Fields };

const asErrors = (problem: { code: string; message: string } | undefined): UserError[] =>
  problem ? [{ code: problem.code, message: problem.message }] : [];

function readDescription(input: unknown) {
  const { description, problems } = readResourceDescription(withoutNulls(input));
  const userErrors = (problems ?? []).map(({ field, message }) => ({
    code: 'WRONG_DESCRIPTION',
    message: `${field} ${message}.`,
    field: ['input', 'description', ...field.split('.')],
  }));
  return { description, userErrors };
}

export const approvalMutations = {
  proposeResource: (
    _: unknown,
    { input }: Input<{ description: unknown; why: string; idempotencyKey: string }>,
    context: ResourcesContext,
  ) =>
    changeResource(
      context,
      { deed: 'propose-resource', name: 'proposeResource', input, resourceId: context.deps.newId() },
      async (unit, id) => {
        const { description, userErrors } = readDescription(input.description);
        if (!description) return userErrors;
        return asErrors(await addResource(unit, { id, description }, { ...act(context), why: input.why }));
      },
    ),

  describeResource: (_: unknown, { input }: Input<Step & { description: unknown }>, context: ResourcesContext) =>
    changeResource(
      context,
      { deed: 'check-resource', name: 'describeResource', input, resourceId: input.resourceId },
      async (unit, id) => {
        const { description, userErrors } = readDescription(input.description);
        if (description) await keepDescription(unit.tx, id, description);
        return userErrors;
      },
    ),

  reviewResource: (_: unknown, { input }: Input<Step & { assessment: string }>, context: ResourcesContext) =>
    step(context, 'review-resource', 'reviewResource', input, {
      type: 'Review',
      ...act(context),
      assessment: input.assessment,
    }),

  checkResource: (
    _: unknown,
    { input }: Input<Step & { scope: ApprovalScope; assessment: string }>,
    context: ResourcesContext,
  ) => {
    const { scope, assessment } = input;
    return step(context, 'check-resource', 'checkResource', input, {
      type: 'CheckLegally',
      ...act(context),
      scope,
      assessment,
    });
  },

  approveResource: (_: unknown, { input }: Input<Step & { until?: string | null }>, context: ResourcesContext) =>
    step(context, 'approve-resource', 'approveResource', input, {
      type: 'Approve',
      ...act(context),
      ...(input.until ? { until: input.until } : {}),
    }),

  distributeResource: (
    _: unknown,
    { input }: Input<Step & { levels: readonly Level[]; unitIds?: readonly string[] | null }>,
    context: ResourcesContext,
  ) => {
    const units = input.unitIds ?? [];
    if (!units.every(isUuid)) return wrongUnit(context, input);
    const command = { type: 'Distribute', ...act(context), levels: inOrder(input.levels), units } as const;
    return step(context, 'distribute-resource', 'distributeResource', input, command);
  },

  rejectResource: (_: unknown, { input }: Input<Step & { reason: string }>, context: ResourcesContext) =>
    step(context, 'reject-resource', 'rejectResource', input, {
      type: 'Reject',
      ...act(context),
      reason: input.reason,
    }),

  withdrawResource: (_: unknown, { input }: Input<Step & { reason: string }>, context: ResourcesContext) =>
    step(context, 'reject-resource', 'withdrawResource', input, {
      type: 'Withdraw',
      ...act(context),
      reason: input.reason,
    }),
};

const act = (context: ResourcesContext) => ({ by: actorOf(context), at: context.access.now.toISOString() });

const step = (context: ResourcesContext, deed: string, name: string, input: Step, command: StepCommand) =>
  changeResource(context, { deed, name, input, resourceId: input.resourceId }, async (unit, id) =>
    asErrors(await takeStep(unit, id, command, context.access.on)),
  );

const wrongUnit = (context: ResourcesContext, input: Step) =>
  changeResource(
    context,
    { deed: 'distribute-resource', name: 'distributeResource', input, resourceId: input.resourceId },
    async () => [{ code: 'NO_SUCH_UNIT', message: 'A unit in the list does not exist.', field: ['input', 'unitIds'] }],
  );

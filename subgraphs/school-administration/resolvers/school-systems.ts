import { HubError } from '#kit/errors/hub-error.ts';
import type { SchoolAdministrationContext } from '../context.ts';
import { type ApprovalInput, approvalProblems, withdrawalProblems } from '../domain/system-approval.ts';
import { isUuid } from '../store/list-page.ts';
import { inForceOn } from '../store/periods.ts';
import {
  approvalsOf,
  approve,
  leadsUnit,
  lockUnit,
  type SystemDecisionRow,
  withdraw,
} from '../store/system-decisions.ts';
import type { UnitRow } from '../store/units.ts';
import { recorded, recordOnce, refused } from './record-once.ts';

type Context = SchoolAdministrationContext;
interface SchoolSystem {
  readonly unitId: string;
  readonly clientId: string;
}
interface DecideArguments {
  readonly input: { readonly idempotencyKey: string } & ApprovalInput;
}

/** The leader of this very unit, or nobody: which other units there are to lead is no matter. */
async function requireLeaderOf(unitId: string, context: Context): Promise<string> {
  const { access, database } = context;
  await access.require('approve-system');
  const { viewer } = access;
  if (viewer.kind !== 'person' || !isUuid(unitId) || !(await leadsUnit(database, viewer.personId, unitId, access.on)))
    throw new HubError('FORBIDDEN', 'A system is approved and withdrawn by the leader of the unit itself.');
  return viewer.personId;
}

const isRegistered = ({ deps }: Context, clientId: string) => deps.clients.some((one) => one.clientId === clientId);

export async function approveSystem(_: unknown, { input }: DecideArguments, context: Context) {
  const decidedBy = await requireLeaderOf(input.unitId, context);
  const { deps, access } = context;
  const answer = await recordOnce(context, input, async ({ tx }) => {
    const problems = approvalProblems(input, isRegistered(context, input.clientId), access.on);
    if (problems.length > 0) return refused(...problems);
    await lockUnit(tx, input.unitId);
    const { unitId, clientId, reason, validFrom, validTo } = input;
    const days = { validFrom: validFrom ?? access.on, validTo: validTo ?? null };
    await approve(tx, { id: deps.newId(), unitId, clientId, reason, decidedBy, now: deps.now(), ...days });
    return recorded(unitId);
  });
  return payloadOf(context, input.clientId, answer);
}

export async function withdrawSystem(_: unknown, { input }: DecideArguments, context: Context) {
  const decidedBy = await requireLeaderOf(input.unitId, context);
  const { deps, access } = context;
  const answer = await recordOnce(context, input, async ({ tx }) => {
    await lockUnit(tx, input.unitId);
    const { unitId, clientId, reason } = input;
    const held = (await approvalsOf(tx, [unitId], access.on)).some((one) => one.clientId === clientId);
    const problems = withdrawalProblems(input, held);
    if (problems.length > 0) return refused(...problems);
    await withdraw(tx, { id: deps.newId(), unitId, clientId, reason, decidedBy, now: deps.now() });
    return recorded(unitId);
  });
  return payloadOf(context, input.clientId, answer);
}

function payloadOf(context: Context, clientId: string, { id, userErrors }: Awaited<ReturnType<typeof recordOnce>>) {
  if (id === null) return { system: null, userErrors };
  const { unitId, ...system } = schoolSystemOf(context, id, clientId);
  return { system: { unitId, ...system }, userErrors: [] };
}

function schoolSystemOf({ deps }: Context, unitId: string, clientId: string) {
  const client = deps.clients.find((one) => one.clientId === clientId);
  // Approved once, and taken out of the register since: it can ask for nothing, and is listed until it is withdrawn.
  const { name = clientId, organisationNumber = null, purposes = [] } = client ?? {};
  return { unitId, clientId, name, organisationNumber, purposes };
}

/** Every system that is registered, and what the unit has decided on each. */
export async function systemsOf({ id }: UnitRow, _: unknown, context: Context) {
  const held = await context.loaders.systemApprovals.load({ of: id, ask: null });
  const clientIds = new Set([...context.deps.clients, ...held].map(({ clientId }) => clientId));
  return [...clientIds].sort().map((clientId) => schoolSystemOf(context, id, clientId));
}

const approvalOf = async ({ unitId, clientId }: SchoolSystem, { loaders }: Context) =>
  (await loaders.systemApprovals.load({ of: unitId, ask: null })).find((one) => one.clientId === clientId);

export const schoolSystemResolvers = {
  async approved(system: SchoolSystem, _: unknown, context: Context) {
    const approval = await approvalOf(system, context);
    return approval !== undefined && inForceOn(approval, context.access.on);
  },
  validFrom: async (system: SchoolSystem, _: unknown, context: Context) =>
    (await approvalOf(system, context))?.validFrom ?? null,
  validTo: async (system: SchoolSystem, _: unknown, context: Context) =>
    (await approvalOf(system, context))?.validTo ?? null,
  async decisions({ unitId, clientId }: SchoolSystem, _: unknown, { loaders }: Context) {
    const decisions = await loaders.systemDecisions.load({ of: unitId, ask: null });
    return decisions.filter((one) => one.clientId === clientId);
  },
};

export const systemDecisionResolvers = {
  decidedBy: ({ decidedBy }: SystemDecisionRow, _: unknown, { loaders }: Context) => loaders.employee.load(decidedBy),
};

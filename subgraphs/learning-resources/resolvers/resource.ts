import type { ResourcesContext } from '../context.ts';
import type { ApprovalEvent } from '../domain/approval.ts';
import { assessAvailability } from '../domain/availability.ts';
import { audiencesOf } from '../domain/level.ts';
import type { Reason } from '../domain/reason.ts';
import { summariseUsage } from '../domain/usage.ts';
import { isUuid, type ResourceRow } from '../store/resource-rows.ts';

const described =
  <Key extends keyof ResourceRow['description']>(key: Key) =>
  ({ description }: ResourceRow) =>
    description[key] ?? null;

export const Resource = {
  __resolveReference: async ({ id }: { id: string }, context: ResourcesContext) =>
    isUuid(id) ? ((await context.load.resource.load(id)) ?? null) : null,
  supplier: described('supplier'),
  summary: described('summary'),
  link: described('link'),
  kind: described('kind'),
  levels: described('levels'),
  audiences: ({ description }: ResourceRow) => audiencesOf(description.levels),
  editions: described('editions'),
  competenceAims: async ({ description }: ResourceRow, _: unknown, context: ResourcesContext) => {
    const aims = await Promise.all(description.competenceAims.map((code) => context.load.aim.load(code)));
    return aims.filter((aim) => aim !== undefined);
  },
  priceModel: described('priceModel'),
  feideLogin: described('feideLogin'),
  processesPersonalData: described('processesPersonalData'),
  processingAgreement: described('processingAgreement'),
  dpia: described('dpia'),
  ros: described('ros'),
  universalDesign: described('universalDesign'),
  outsideEea: described('outsideEea'),
  resale: described('resale'),
  ai: described('ai'),
  trainsOnPupilData: described('trainsOnPupilData'),
  speciallyAdapted: described('speciallyAdapted'),
  fromStatped: described('fromStatped'),
  availability: ({ description }: ResourceRow, _: unknown, context: ResourcesContext) =>
    assessAvailability(description, context.access.on),
  approval: (row: ResourceRow) => row,
  usage: async ({ id }: ResourceRow, _: unknown, context: ResourcesContext) => {
    const { total, parts } = summariseUsage(await context.load.usage.load(id));
    return { total, levels: parts.map(({ part, pupils }) => ({ level: part, pupils })) };
  },
};

export const ResourceApproval = {
  until: (row: ResourceRow) => row.approvedUntil,
  levels: (row: ResourceRow) => row.approvedLevels,
  units: (row: ResourceRow) => row.unitIds.map((id) => ({ id })),
  steps: (row: ResourceRow, _: unknown, context: ResourcesContext) => context.load.steps.load(row.id),
};

export const ApprovalStep = {
  step: (event: ApprovalEvent) => event.type.replace(/^Resource/, '').toUpperCase(),
  // The hub itself, a system and the demo's seed are nobody's employee.
  by: (event: ApprovalEvent) => (isUuid(event.by) ? { id: event.by } : null),
  words: (event: ApprovalEvent) => {
    switch (event.type) {
      case 'ResourceProposed':
        return event.why;
      case 'ResourceReviewed':
      case 'ResourceChecked':
        return event.assessment;
      case 'ResourceRejected':
      case 'ResourceWithdrawn':
        return event.reason;
      default:
        return null;
    }
  },
};

export const AvailabilityReason = {
  text: ({ text }: Reason, { language }: { language: string }) =>
    language === 'nn' || language === 'en' ? text[language] : text.nb,
};

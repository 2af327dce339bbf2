import type { Resolvers } from '#kit/serve/subgraph.ts';
import { approvalMutations } from './approval-mutations.ts';
import { CompetenceAim } from './competence-aim.ts';
import { FeideGroup, Pupil, ResourceAccessChange, School } from './entities.ts';
import { Query } from './query.ts';
import { ApprovalStep, AvailabilityReason, Resource, ResourceApproval } from './resource.ts';
import { useMutations } from './use-mutations.ts';

export const resolvers: Resolvers = {
  Query,
  Mutation: { ...approvalMutations, ...useMutations },
  Resource,
  ResourceApproval,
  ApprovalStep,
  AvailabilityReason,
  CompetenceAim,
  Pupil,
  ResourceAccessChange,
  School,
  FeideGroup,
};

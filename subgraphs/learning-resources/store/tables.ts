import type { JSONColumnType } from 'kysely';
import type { ApprovalEvent, ApprovalScope, ApprovalStatus } from '../domain/approval.ts';
import type { LanguageText } from '../domain/competence-aim.ts';
import type { Level } from '../domain/level.ts';
import type { ResourceDescription } from '../domain/resource.ts';

/** Schema `learning_resources`. Of children it holds where they are placed, and what a move opened and closed; no activity. */
export interface LearningResourcesTables {
  'learningResources.unit': { unitId: string; organisationNumber: string | null; kind: string };
  'learningResources.competenceAim': {
    code: string;
    title: JSONColumnType<readonly LanguageText[] & object>;
    curriculumCode: string | null;
    curriculumTitle: string | null;
    levels: Level[];
    inForce: boolean;
  };
  'learningResources.resource': {
    id: string;
    /** The name that a catalogue file knows it by. */
    reference: string | null;
    title: string;
    supplier: string;
    description: JSONColumnType<ResourceDescription & object>;
    levels: Level[];
    languages: string[];
    competenceAims: string[];
    /** Last day of the processing agreement: null without one, `infinity` where it has no end. */
    agreementEndsOn: string | null;
    lacksParallelEdition: boolean;
    status: ApprovalStatus;
    scope: ApprovalScope | null;
    approvedUntil: string | null;
    approvedLevels: Level[];
    /** Empty: every unit of the controller. */
    unitIds: string[];
    reason: string | null;
    version: number;
  };
  'learningResources.approvalEvent': {
    resourceId: string;
    version: number;
    event: JSONColumnType<ApprovalEvent & object>;
  };
  'learningResources.groupUse': {
    /** Feide's group id. */
    groupId: string;
    resourceId: string;
    purpose: string;
    usedFrom: string;
    usedTo: string | null;
    byPerson: string;
  };
  'learningResources.basePackage': { level: Level; resourceId: string; usedFrom: string; usedTo: string | null };
  'learningResources.childPlacement': {
    childId: string;
    unitIds: string[];
    groupIds: string[];
    graded: boolean;
    active: boolean;
  };
  'learningResources.pupilLevel': { childId: string; level: Level | null };
  'learningResources.accessChange': {
    id: string;
    childId: string;
    resourceId: string;
    change: 'GRANTED' | 'REVOKED';
    changedAt: string;
  };
}

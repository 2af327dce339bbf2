import { sql } from 'kysely';
import type { ApprovalState } from '../domain/approval.ts';
import { checkParallelEditions } from '../domain/parallel-editions.ts';
import { languagesOf, type ResourceDescription } from '../domain/resource.ts';

/** A resource as the store gives it. */
export interface ResourceRow {
  readonly id: string;
  readonly reference: string | null;
  readonly title: string;
  readonly description: ResourceDescription;
  readonly status: ApprovalState['status'];
  readonly scope: ApprovalState['scope'] | null;
  readonly approvedUntil: string | null;
  readonly approvedLevels: ApprovalState['levels'];
  readonly unitIds: readonly string[];
  readonly reason: string | null;
  readonly version: number;
}

export const isUuid = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

/** The columns of a ResourceRow, of a table or subquery named `r`. */
export const resourceColumns = sql.raw(
  'r.id, r.reference, r.title, r.description, r.status, r.scope, r.approved_until, r.approved_levels, r.unit_ids, r.reason, r.version',
);

export function approvalOf(row: ResourceRow): ApprovalState {
  return {
    status: row.status,
    ...(row.scope ? { scope: row.scope } : {}),
    ...(row.approvedUntil ? { until: row.approvedUntil } : {}),
    levels: row.approvedLevels,
    units: row.unitIds,
    ...(row.reason ? { reason: row.reason } : {}),
  };
}

/** What SQL asks of a description, as columns beside it. */
export const columnsOf = (description: ResourceDescription) => ({
  title: description.title,
  supplier: description.supplier.name,
  description: JSON.stringify(description),
  levels: [...description.levels],
  languages: [...languagesOf(description)],
  competenceAims: [...description.competenceAims],
  agreementEndsOn: description.processingAgreement ? (description.processingAgreement.validTo ?? 'infinity') : null,
  lacksParallelEdition: checkParallelEditions(description).length > 0,
});

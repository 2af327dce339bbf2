import { type Disagreement, type DisagreementKind, disagreements, type SchoolView } from '#contracts/reconciliation.ts';
import type { Access } from '#kit/access/access.ts';
import type { Viewer } from '#kit/access/viewer.ts';

/** The system as which it looks: it shows children of the schools that have approved it, and no others. */
export const reconcilingSystem = 'oppvekst-reconcile';
export const reconcilingViewer = (organisation: string): Viewer => ({
  kind: 'system',
  clientId: reconcilingSystem,
  purpose: 'administration',
  organisation,
  assurance: null,
});

/** One kind of disagreement: how many, and which of them may be shown. */
export interface ReconcileLine {
  readonly kind: DisagreementKind;
  readonly what: string;
  readonly mendedBy: string;
  readonly count: number;
  /** Pseudonymous ids and things; of children that the system may not see, graded ones among them, there is nothing but the count. */
  readonly shown: readonly { readonly childId: string | null; readonly thing: string | null }[];
}

export interface ReconcileOptions {
  readonly schoolView: (on: string) => Promise<SchoolView>;
  readonly systems: readonly ((view: SchoolView) => Promise<readonly Disagreement[]>)[];
  /** As the reconciling system. */
  readonly access: Access;
}

/** Asks each system what it holds otherwise than the school says. What is shown of a child is in the audit trail before it is shown. */
export async function reconcile({ schoolView, systems, access }: ReconcileOptions): Promise<readonly ReconcileLine[]> {
  const view = await schoolView(access.on);
  const found: Disagreement[] = [];
  for (const system of systems) found.push(...(await system(view)));
  await access.prime([...new Set(found.flatMap(({ childId }) => childId ?? []))]);
  const mayShow = ({ childId, thing }: Disagreement): boolean => {
    if (childId === null) return thing !== null;
    if (!access.mayKnow(childId)) return false;
    const decision = access.decide(childId, 'placement');
    if (decision.allow) access.disclose(childId, 'placement', decision);
    return decision.allow;
  };
  const lines = [...Map.groupBy(found, ({ kind }) => kind)].map(
    ([kind, ofKind]): ReconcileLine => ({
      kind,
      ...disagreements[kind],
      count: ofKind.length,
      shown: ofKind.filter(mayShow).map(({ childId, thing }) => ({ childId, thing })),
    }),
  );
  await access.flush();
  return lines;
}

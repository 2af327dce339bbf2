import DataLoader from 'dataloader';
import { type AssuranceRules, assuranceBasis, carefulAssurance, reachesLevel } from '#contracts/assurance.ts';
import { capacityOf } from '#contracts/capacities.ts';
import type { CategoryId } from '#contracts/categories.ts';
import type { Fact } from '#contracts/facts.ts';
import type { SchoolAdministrationPort } from '#contracts/ports.ts';
import type { AuditTrail, Disclosure } from '#kit/audit/audit-trail.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { limitsOfAssurance, stepUp } from './assurance-limits.ts';
import type { CursorSeal } from './cursor-seal.ts';
import type { AccessPolicy, Decision } from './policy.ts';
import { type Viewer, viewerKey } from './viewer.ts';
import type { Visibility } from './visibility.ts';

export type FactsPort = Pick<SchoolAdministrationPort, 'factsFor' | 'viewerFacts' | 'scopeOf'>;

export interface AccessOptions {
  readonly viewer: Viewer;
  readonly facts: FactsPort;
  readonly policy: AccessPolicy;
  readonly audit: AuditTrail;
  readonly cursors: CursorSeal;
  /** Which level of sign-in the controller demands; the careful rules unless given. */
  readonly assurance?: AssuranceRules;
  readonly now: Date;
  readonly requestId: string;
  /** Aborted when the answer is awaited no more: what is left of the question is not worked on. */
  readonly signal?: AbortSignal | undefined;
}

/** One request's access: the facts it fetched, the decisions it took, what it disclosed. It lives for that request only. */
export interface Access {
  readonly viewer: Viewer;
  /** What lists name their rows by towards the viewer. */
  readonly cursors: CursorSeal;
  readonly now: Date;
  /** ISO date of the request in Norway: the day on which facts and policy are taken. */
  readonly on: string;
  /** Fetches the facts of many children at once; after it, the other calls about them are synchronous. */
  prime(childIds: readonly string[]): Promise<void>;
  isPrimed(childId: string): boolean;
  /** Whether facts of any child were fetched. */
  hasPrimed(): boolean;
  /** Whether the viewer may know of the child at all. False for a child that does not exist: the two look the same. */
  mayKnow(childId: string): boolean;
  /** May the viewer see this category, of this child or (without one) at all? */
  decide(childId: string | undefined, category: CategoryId): Decision;
  /** Refuses a deed that the policy does not open. A child one may not know of is answered as one that does not exist. */
  require(deed: string, childId?: string): Promise<Decision>;
  /**
   * The same of a child whom the viewer need not know of: for a deed by which one comes to know. A child whom the policy does not open it
   * for is answered as one that does not exist.
   */
  requireOfAnyone(deed: string, childId: string): Promise<Decision>;
  /** Whether this request has had the deed opened: a mutation that has not may not have done anything. */
  wasRequired(deed: string): boolean;
  disclose(childId: string | undefined, category: CategoryId, decision: Decision): void;
  visibility(): Promise<Visibility>;
  /** Writes what was disclosed. Must resolve before the answer goes out; when it rejects there is no answer. */
  flush(): Promise<void>;
}

const norwegianDate = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short' });
/** The calendar date in Norway, ISO. Rights begin and end at midnight there. */
export const dateInNorway = (instant: Date): string => norwegianDate.format(instant);

/** Without facts there is no data. */
const noFactsNow = (cause: unknown) =>
  new HubError('UNAVAILABLE', 'The facts that access is decided on are not available now. Try again.', { cause });
const notRecorded = 'What is shown cannot be put on record now, and nothing is shown without. Try again.';
const noChild = 'There is no such child, or you may not know of it.';
const closed: Decision = { allow: false, legalBasis: [] };
const noFacts: ReadonlySet<Fact> = new Set();

/** Decisions by policy, kind of viewer, purpose and fact set; the same question is decided once. */
const memo = new WeakMap<AccessPolicy, Map<string, Map<string, Decision>>>();
const mostFactSets = 10_000;

export function createAccess(options: AccessOptions): Access {
  const { viewer, facts, policy } = options;
  const on = dateInNorway(options.now);
  const assurance = options.assurance ?? carefulAssurance;
  const outOfReach = limitsOfAssurance(viewer, assurance);
  const children = new Map<string, { facts: ReadonlySet<Fact>; decisions: Map<string, Decision>; know: boolean }>();
  let ownFacts: { facts: ReadonlySet<Fact>; decisions: Map<string, Decision> } | undefined;
  let ownFactsAsked: Promise<NonNullable<typeof ownFacts>> | undefined;
  let scope: Promise<Visibility> | undefined;
  const disclosures = new Map<string, Disclosure>();
  const required = new Set<string>();

  const decisionsOf = (known: ReadonlySet<Fact>): Map<string, Decision> => {
    const byFacts = memo.get(policy) ?? new Map<string, Map<string, Decision>>();
    memo.set(policy, byFacts);
    const key = `${viewer.kind}|${viewer.purpose ?? ''}|${[...known].sort().join(',')}`;
    const before = byFacts.get(key);
    if (before) return before;
    if (byFacts.size >= mostFactSets) byFacts.clear();
    const decisions = new Map<string, Decision>();
    byFacts.set(key, decisions);
    return decisions;
  };
  const ask = (
    known: ReadonlySet<Fact>,
    decisions: Map<string, Decision>,
    action: string,
    type: 'Category' | 'Deed' | 'Child',
    id: string,
  ) => {
    const key = `${action}:${id}`;
    let decision = decisions.get(key);
    if (!decision) {
      decision = policy.decide({
        viewer: viewer.kind === 'person' ? 'Person' : 'System',
        action,
        resource: { type, id },
        facts: known,
        purpose: viewer.purpose,
      });
      decisions.set(key, decision);
    }
    return decision;
  };
  const loader = new DataLoader<string, true>(async (childIds) => {
    const found = await facts.factsFor(viewer, childIds, on);
    for (const childId of childIds) {
      const list = found.get(childId);
      const known: ReadonlySet<Fact> = list ? new Set(list) : noFacts;
      const decisions = decisionsOf(known);
      // A child without facts does not exist here; it is not asked about, so that nothing can open it.
      const know = list !== undefined && ask(known, decisions, 'know', 'Child', 'child').allow;
      children.set(childId, { facts: known, decisions, know });
    }
    return childIds.map(() => true);
  });
  const fetchOwn = async () => {
    const known = new Set(
      await facts.viewerFacts(viewer, on).catch((cause: unknown) => Promise.reject(noFactsNow(cause))),
    );
    ownFacts = { facts: known, decisions: decisionsOf(known) };
    return ownFacts;
  };
  const primeOwn = () => (ownFactsAsked ??= fetchOwn());

  const refuseLate = () => {
    if (options.signal?.aborted)
      throw new HubError(
        'UNAVAILABLE',
        'The question was broken off: it took too long, or nobody waits for the answer.',
      );
  };

  const taken = (deed: string, decision: Decision): Decision => {
    if (viewer.kind === 'person' && !reachesLevel(viewer.assurance, assurance.deeds))
      throw new HubError('FORBIDDEN', `This needs a sign-in of a higher level (${assurance.deeds}).`, {
        details: { legalBasis: assuranceBasis, assurance: stepUp(assurance.deeds) },
      });
    required.add(deed);
    return decision;
  };

  return {
    viewer,
    cursors: options.cursors,
    now: options.now,
    on,
    async prime(childIds) {
      refuseLate();
      const [results] = await Promise.all([loader.loadMany(childIds), primeOwn()]);
      // loadMany gives errors as values: without facts there is no data.
      if (childIds.some((childId) => !children.has(childId)))
        throw noFactsNow(results.find((result) => result instanceof Error));
    },
    isPrimed: (childId) => children.has(childId),
    hasPrimed: () => children.size > 0,
    mayKnow: (childId) => children.get(childId)?.know ?? false,
    decide(childId, category) {
      const subject = childId === undefined ? ownFacts : children.get(childId);
      if (!subject || ('know' in subject && !subject.know)) return closed;
      const decision = ask(subject.facts, subject.decisions, 'see', 'Category', category);
      return decision.allow ? (outOfReach.get(category) ?? decision) : decision;
    },
    async require(deed, childId) {
      refuseLate();
      const own = await primeOwn();
      let subject: { facts: ReadonlySet<Fact>; decisions: Map<string, Decision> } = own;
      if (childId !== undefined) {
        await this.prime([childId]);
        const child = children.get(childId);
        if (!child?.know) throw new HubError('NOT_FOUND', noChild);
        subject = child;
      }
      const decision = ask(subject.facts, subject.decisions, 'act', 'Deed', deed);
      if (!decision.allow)
        throw new HubError('FORBIDDEN', `You may not do this (${deed}).`, {
          details: { legalBasis: decision.legalBasis },
        });
      return taken(deed, decision);
    },
    async requireOfAnyone(deed, childId) {
      refuseLate();
      await this.prime([childId]);
      const child = children.get(childId);
      const decision = child && child.facts.size > 0 ? ask(child.facts, child.decisions, 'act', 'Deed', deed) : closed;
      if (!decision.allow) throw new HubError('NOT_FOUND', noChild);
      return taken(deed, decision);
    },
    wasRequired: (deed) => required.has(deed),
    disclose(childId, category, decision) {
      const key = childId ?? '';
      const known = disclosures.get(key);
      if (known) known.categories.set(category, decision.legalBasis);
      else {
        const capacity = capacityOf((childId === undefined ? ownFacts : children.get(childId))?.facts ?? noFacts);
        const categories = new Map([[category, decision.legalBasis]]);
        disclosures.set(key, { childId: childId ?? null, capacity, categories });
      }
    },
    async visibility() {
      refuseLate();
      scope ??= facts.scopeOf(viewer, on).catch((cause: unknown) => Promise.reject(noFactsNow(cause)));
      return scope;
    },
    async flush() {
      if (disclosures.size === 0) return;
      const rows = [...disclosures.values()];
      disclosures.clear();
      const written = options.audit.record({
        at: options.now,
        viewer: viewerKey(viewer),
        organisation: viewer.organisation,
        purpose: viewer.purpose,
        requestId: options.requestId,
        disclosures: rows,
      });
      await written.catch((cause: unknown) => {
        // What could not be recorded is not forgotten: another attempt to answer must record it too.
        for (const { childId, categories } of rows)
          for (const [category, legalBasis] of categories)
            this.disclose(childId ?? undefined, category, { allow: true, legalBasis });
        throw new HubError('UNAVAILABLE', notRecorded, { cause });
      });
    },
  };
}

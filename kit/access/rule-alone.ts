import { createRequire } from 'node:module';
import type * as Cedar from '@cedar-policy/cedar-wasm/nodejs';
import { type CategoryId, categoryIds } from '#contracts/categories.ts';
import {
  type CategoryFactName,
  categoryFacts,
  type Fact,
  facts,
  impossibleCombinations,
  type PlainFact,
} from '#contracts/facts.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { contextOf, type PolicyTexts } from './policy.ts';

const wasm = (): typeof Cedar => createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs') as typeof Cedar;

/** What a rule may ask: a fact, of which categories one holds, or whether a purpose is stated. */
export type Condition = PlainFact | CategoryFactName | 'purpose';
/** One answer to each condition that a rule asks. */
export type Situation = ReadonlyMap<Condition, boolean>;

/** What a rule is about: the viewer's kind, the action, and the category, the deed or the child. */
export interface RuleSubject {
  readonly viewer: 'Person' | 'System';
  readonly action: 'know' | 'see' | 'act';
  readonly type: 'Child' | 'Category' | 'Deed';
  readonly id: string;
}

/** One rule of a policy set, asked by itself: does it apply? Whether it opens or closes, and what other rules say, is left out. */
export interface RuleAlone {
  readonly id: string;
  readonly effect: 'permit' | 'forbid';
  /** The conditions that it mentions, in the order of the list of facts. */
  readonly conditions: readonly Condition[];
  /**
   * What it could be about by its scope: each kind of viewer, and each category or deed that it names and one that it does not name,
   * which stands for all such: a rule cannot tell them apart.
   */
  readonly subjects: readonly RuleSubject[];
  applies(situation: Situation, subject: RuleSubject): boolean;
}

const known: readonly Condition[] = [...facts, ...categoryFacts, 'purpose'];
const typeOf = { know: 'Child', see: 'Category', act: 'Deed' } as const;
let sets = 0;

/** Reads rules so that each can be asked alone. `deeds`: every deed that the set names. */
export function rulesAlone({ schema, policies }: PolicyTexts) {
  const deeds = [
    ...new Set(
      Object.values(policies).flatMap((text) => [...text.matchAll(/Deed::"([^"]*)"/g)].map((m) => m[1] ?? '')),
    ),
  ];
  const cedar = wasm();
  sets += 1;
  const schemaName = `rules-alone-${sets}`;
  cedar.preparseSchema(schemaName, schema);
  return Object.entries(policies).map(([id, text]) => ruleOf(cedar, { id, text, deeds: deeds.sort(), schemaName }));
}

interface RuleText {
  readonly id: string;
  readonly text: string;
  readonly deeds: readonly string[];
  readonly schemaName: string;
}

function ruleOf(cedar: typeof Cedar, { id, text, deeds, schemaName }: RuleText): RuleAlone {
  const setName = `${schemaName}-${id}`;
  const parsed = cedar.preparsePolicySet(setName, { staticPolicies: { [id]: text } });
  if (parsed.type === 'failure')
    throw new HubError('CONFIG', `Rule ${id}: ${parsed.errors.map((e) => e.message).join('; ')}`);
  const mentioned = new Set([...text.matchAll(/context\.(\w+)/g)].map((match) => match[1]));
  const action = /Action::"(know|see|act)"/.exec(text)?.[1] as keyof typeof typeOf | undefined;
  const viewer = /principal is (Person|System)/.exec(text)?.[1] as 'Person' | 'System' | undefined;
  const subjects = (action ? [action] : (['know', 'see', 'act'] as const)).flatMap((of) =>
    (viewer ? [viewer] : (['Person', 'System'] as const)).flatMap((who) =>
      representatives(idsOf(of, deeds), text).map(
        (one): RuleSubject => ({ viewer: who, action: of, type: typeOf[of], id: one }),
      ),
    ),
  );
  return {
    id,
    effect: /^\s*forbid\b/m.test(text) ? 'forbid' : 'permit',
    conditions: known.filter((condition) => mentioned.has(condition)),
    subjects,
    applies(situation, subject) {
      const answer = cedar.statefulIsAuthorized({
        principal: { type: subject.viewer, id: 'viewer' },
        action: { type: 'Action', id: subject.action },
        resource: { type: subject.type, id: subject.id },
        context: contextOf(knownIn(situation, subject)),
        preparsedSchemaName: schemaName,
        validateRequest: true,
        preparsedPolicySetId: setName,
        entities: [],
      });
      if (answer.type === 'failure' || answer.response.diagnostics.errors.length > 0)
        throw new HubError('CONFIG', `Rule ${id} cannot be asked of ${subject.action} ${subject.id}.`);
      return answer.response.diagnostics.reason.includes(id);
    },
  };
}

const idsOf = (action: keyof typeof typeOf, deeds: readonly string[]): readonly string[] =>
  action === 'know' ? ['child'] : action === 'see' ? categoryIds : deeds;

function representatives(ids: readonly string[], text: string): readonly string[] {
  const named = ids.filter((id) => text.includes(`::"${id}"`));
  const unnamed = ids.find((id) => !named.includes(id));
  return unnamed === undefined ? named : [...named, unnamed];
}

/** A set that holds is held of the category that is asked about, and of no other. */
function knownIn(situation: Situation, subject: RuleSubject) {
  const found = new Set<Fact>();
  for (const [condition, holds] of situation) {
    if (!holds || condition === 'purpose') continue;
    if (!isCategoryFact(condition)) found.add(condition);
    else if (subject.type === 'Category') found.add(`${condition}:${subject.id as CategoryId}`);
  }
  return { facts: found, purpose: situation.get('purpose') ? 'case-work' : null };
}
const isCategoryFact = (condition: Condition): condition is CategoryFactName =>
  (categoryFacts as readonly string[]).includes(condition);

/** Every combination of answers to some conditions that can occur. */
export function situationsOf(conditions: readonly Condition[]): readonly Situation[] {
  const all = Array.from(
    { length: 2 ** conditions.length },
    (_, number) => new Map(conditions.map((condition, place) => [condition, Boolean((number >> place) & 1)] as const)),
  );
  return all.filter((situation) => !impossibleCombinations.some(({ together }) => isPart(together, situation)));
}

const isPart = (together: Partial<Record<PlainFact, boolean>>, situation: Situation): boolean =>
  Object.entries(together).every(([fact, holds]) => situation.get(fact as PlainFact) === holds);

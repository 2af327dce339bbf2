import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Cedar from '@cedar-policy/cedar-wasm/nodejs';
import type { AssuranceLevel } from '#contracts/assurance.ts';
import { categoriesOf, categoryFacts, type Fact, facts } from '#contracts/facts.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { packedSets } from './packed-sets.ts';

export interface Decision {
  readonly allow: boolean;
  /** The paragraphs of the rules that decided: of those that opened, or of those that closed. */
  readonly legalBasis: readonly string[];
  /** Set when it is closed for one reason alone: the person must have signed in with this level. */
  readonly needs?: AssuranceLevel;
}

/** What a policy is asked: may this kind of viewer do this to this kind of data, given these facts? */
export interface PolicyQuestion {
  readonly viewer: 'Person' | 'System';
  readonly action: string;
  /** A category id for `see`; the name of the deed for `act`; `child` for `know`. */
  readonly resource: { readonly type: 'Category' | 'Deed' | 'Child'; readonly id: string };
  readonly facts: ReadonlySet<Fact>;
  readonly purpose: string | null;
}

export interface AccessPolicy {
  /** The date from which it is in force, ISO. */
  readonly validFrom: string;
  decide(question: PolicyQuestion): Decision;
}

/** A policy that also says which of its rules decided: the permits of what is open, the forbids of what is closed, or none. */
export interface ExplainedPolicy extends AccessPolicy {
  explain(question: PolicyQuestion): { readonly allow: boolean; readonly rules: readonly string[] };
}

/** The texts of one set: its Cedar schema, and its rules by their `@id`. */
export interface PolicyTexts {
  /** As it is written; or as Cedar reads it faster, which the packer has it in. */
  readonly schema: Cedar.Schema;
  readonly policies: Readonly<Record<string, string>>;
}

const wasm = (): typeof Cedar => createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs') as typeof Cedar;

/** The Cedar texts of one dated folder, as one policy set. Each policy names itself with `@id` and its paragraph with `@hjemmel`. */
export function readPolicyTexts(folder: string): PolicyTexts & { readonly policies: Record<string, string> } {
  const cedar = wasm();
  const policies: Record<string, string> = {};
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.cedar')) continue;
    const parts = cedar.policySetTextToParts(readFileSync(join(folder, file), 'utf8'));
    if (parts.type === 'failure')
      throw new HubError(
        'CONFIG',
        `Policy file ${file} is broken: ${parts.errors.map((error) => error.message).join('; ')}`,
      );
    for (const text of parts.policies) {
      const id = annotationOf(text, 'id');
      if (!id) throw new HubError('CONFIG', `A policy in ${file} has no @id("…").`);
      if (policies[id]) throw new HubError('CONFIG', `Two policies have the id "${id}"; the second is in ${file}.`);
      policies[id] = text;
    }
  }
  return { schema: readFileSync(join(folder, 'schema.cedarschema'), 'utf8'), policies };
}

/** An annotation of a policy that Cedar has parsed: `@name("value")` before its effect. */
export const annotationOf = (text: string, name: string): string | undefined =>
  new RegExp(`^\\s*@${name}\\("([^"\\\\]*)"\\)`, 'm').exec(text)?.[1];

/** Sets that this process has loaded, by all that stood in their files: whoever asks next need not wait for it again. */
const loaded = new Map<string, ExplainedPolicy>();

/** Loads and validates one dated set. A set that does not validate without a warning is refused: Cedar would fail open. */
export function loadAccessPolicy(folder: string, validFrom: string): ExplainedPolicy {
  const content = contentHash(folder);
  const key = `${validFrom} ${content}`;
  const packed = packedSets[content];
  const policy =
    loaded.get(key) ?? (packed ? openSet(packed, validFrom) : policyOf(readPolicyTexts(folder), validFrom));
  loaded.set(key, policy);
  return policy;
}

/** SHA-256, hex, over the files of a set by name and content. */
export function contentHash(folder: string): string {
  const files = readdirSync(folder)
    .filter((file) => /\.cedar(schema)?$/.test(file))
    .sort();
  const content = files.map((file) => [file, readFileSync(join(folder, file), 'utf8')]);
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** The same of texts that are read already. Throws a HubError (`CONFIG`) that lists what is wrong. */
export function policyOf(texts: PolicyTexts, validFrom: string): ExplainedPolicy {
  const problems = validatePolicies(texts.schema, texts.policies);
  if (problems.length > 0)
    throw new HubError('CONFIG', `The access policy of ${validFrom} is not valid:\n${problems.join('\n')}`);
  return openSet(texts, validFrom);
}

/** Opens a set that was validated. Throws a HubError (`CONFIG`) when it is of other facts than the hub computes. */
function openSet({ schema, policies }: PolicyTexts, validFrom: string): ExplainedPolicy {
  const cedar = wasm();
  // Cedar keeps sets by name for the whole process: two sets of one date must not take each other's place.
  const setId = createHash('sha256')
    .update(JSON.stringify([validFrom, schema, policies]))
    .digest('base64url');
  for (const answer of [
    cedar.preparsePolicySet(setId, { staticPolicies: policies }),
    cedar.preparseSchema(setId, schema),
  ])
    if (answer.type === 'failure') throw new HubError('CONFIG', answer.errors.map((error) => error.message).join('; '));
  const ask = (question: PolicyQuestion): Cedar.AuthorizationAnswer =>
    cedar.statefulIsAuthorized({
      principal: { type: question.viewer, id: 'viewer' },
      action: { type: 'Action', id: question.action },
      resource: question.resource,
      context: contextOf(question),
      preparsedSchemaName: setId,
      validateRequest: true,
      preparsedPolicySetId: setId,
      entities: [],
    });
  // A set whose schema is of other facts than the hub computes is sound by itself, and would close everything on its day.
  const tried = ask(anyQuestion);
  if (tried.type !== 'success')
    throw new HubError(
      'CONFIG',
      `The access policy of ${validFrom} does not fit this version of the hub: ${tried.errors.map((error) => error.message).join('; ')}`,
    );
  const paragraphs = new Map(Object.entries(policies).map(([id, text]) => [id, annotationOf(text, 'hjemmel') ?? '']));
  const explain: ExplainedPolicy['explain'] = (question) => {
    const answer = ask(question);
    // Anything but a clean answer closes: an error in a forbid would otherwise open what it forbids.
    if (answer.type !== 'success' || answer.response.diagnostics.errors.length > 0) return { allow: false, rules: [] };
    return { allow: answer.response.decision === 'allow', rules: [...answer.response.diagnostics.reason] };
  };
  return {
    validFrom,
    explain,
    decide(question) {
      const { allow, rules } = explain(question);
      const legalBasis = rules.map((id) => paragraphs.get(id) ?? '').filter(Boolean);
      return { allow, legalBasis: [...new Set(legalBasis)].sort() };
    },
  };
}

/** What every set must be able to be asked. */
const anyQuestion: PolicyQuestion = {
  viewer: 'Person',
  action: 'know',
  resource: { type: 'Child', id: 'child' },
  facts: new Set(),
  purpose: null,
};

/** What is known, as the policies name it: facts that hold or not, and of which categories. */
export function contextOf({ facts: known, purpose }: Pick<PolicyQuestion, 'facts' | 'purpose'>): Cedar.Context {
  return {
    ...Object.fromEntries(facts.map((fact) => [fact, known.has(fact)])),
    ...Object.fromEntries(
      categoryFacts.map((name) => [
        name,
        categoriesOf(name, known).map((id) => ({ __entity: { type: 'Category', id } })),
      ]),
    ),
    purpose: purpose ?? '',
  };
}

/** Every error and warning of Cedar's validator, as lines; empty when the set is sound. */
export function validatePolicies(schema: Cedar.Schema, policies: Readonly<Record<string, string>>): string[] {
  const answer = wasm().validate({ schema, policies: { staticPolicies: policies } });
  if (answer.type === 'failure') return answer.errors.map((error) => error.message);
  return [
    ...answer.validationErrors.map(({ policyId, error }) => `${policyId}: ${error.message}`),
    ...answer.validationWarnings.map(({ policyId, error }) => `${policyId}: warning: ${error.message}`),
    ...answer.otherWarnings.map((warning) => `warning: ${warning.message}`),
  ];
}

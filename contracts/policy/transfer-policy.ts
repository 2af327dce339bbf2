import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import type { z } from 'zod';
import type { CategoryId } from '#contracts/categories.ts';
import { isIsoDate } from '#contracts/identifiers.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { narrow, narrowingFile } from './transfer-policy-narrowing.ts';
import {
  type DirectionFile,
  directionFile,
  setFile,
  type TransferDirection,
  type TransferRuleRow,
  type TransferVariantCondition,
  transferDirections,
} from './transfer-policy-schema.ts';

/** One row of the rules: what the law says of a category in a direction, with an id that a decision can point at. */
export interface TransferRuleInForce extends TransferRuleRow {
  /** `<set>/<direction>/<category>`, with `#<condition>` for a variant and `+narrowed` where the controller has narrowed it. */
  readonly id: string;
}

export interface TransferPolicy {
  /** The date of the set: the name of its folder. */
  readonly version: string;
  readonly lawAsOf: string;
  readonly statutes: Readonly<Record<string, string>>;
  readonly directions: Readonly<Record<TransferDirection, DirectionFile>>;
  /** The rule for a category, given what is known of this transfer; the first variant whose condition holds takes the row's place. */
  rule(
    direction: TransferDirection,
    category: CategoryId,
    conditions?: readonly TransferVariantCondition[],
  ): TransferRuleInForce;
}

export interface LoadTransferPolicyOptions {
  /** A file of the controller's own that narrows the rules; it can never widen them. */
  readonly narrowingFile?: string;
}

/**
 * The rules in force on a date (`YYYY-MM-DD`), read from the newest dated folder that is not after it, all errors at once.
 *
 * @example loadTransferPolicy('contracts/policy', '2026-11-22').rule('school-to-school', 'health').rule // 'permission'
 */
export function loadTransferPolicy(
  folder: string,
  onDate: string,
  options: LoadTransferPolicyOptions = {},
): TransferPolicy {
  const version = setInForce(folder, onDate);
  const problems: string[] = [];
  const read = <Schema extends z.ZodType>(schema: Schema, path: string): z.infer<Schema> | undefined =>
    readYaml(schema, path, problems);
  const place = join(folder, version, 'transfer');
  const set = read(setFile, join(place, 'set.yaml'));
  if (set && set.validFrom !== version)
    problems.push(`set.yaml: validFrom is ${set.validFrom}, but the folder is ${version}`);
  const files = transferDirections.map((name) => {
    const file = read(directionFile, join(place, `${name}.yaml`));
    if (file && file.direction !== name) problems.push(`${name}.yaml: direction is "${file.direction}"`);
    return [name, file] as const;
  });
  const narrowing = options.narrowingFile ? read(narrowingFile, options.narrowingFile) : undefined;
  const directions = Object.fromEntries(files);
  if (problems.length === 0 && set && isComplete(directions)) {
    const narrowed = narrowing ? narrow(directions, narrowing, problems) : { directions, rows: new Set<string>() };
    if (problems.length === 0) return policyOf(version, set, narrowed.directions, narrowed.rows);
  }
  const count = problems.length === 1 ? '1 thing is wrong' : `${problems.length} things are wrong`;
  throw new HubError(
    'CONFIG',
    `${count} in the transfer policy ${version}:\n${problems.map((p) => `  ${p}`).join('\n')}`,
    {
      details: { problems },
    },
  );
}

function setInForce(folder: string, onDate: string): string {
  if (!isIsoDate(onDate)) throw new HubError('BAD_INPUT', `"${onDate}" is not a date (write it as 2026-08-01)`);
  const dates = readdirSync(folder)
    .filter((name) => isIsoDate(name) && existsSync(join(folder, name, 'transfer')))
    .sort();
  const version = dates.findLast((date) => date <= onDate);
  if (version) return version;
  const first = dates[0] ? `the first takes effect on ${dates[0]}` : 'there is none at all';
  throw new HubError('NOT_FOUND', `No transfer policy is in force on ${onDate}: ${first}`);
}

function readYaml<Schema extends z.ZodType>(
  schema: Schema,
  path: string,
  problems: string[],
): z.infer<Schema> | undefined {
  const name = path.split('/').at(-1) ?? path;
  if (!existsSync(path)) {
    problems.push(`${name}: the file is missing`);
    return undefined;
  }
  try {
    const { success, data, error } = schema.safeParse(parseYaml(readFileSync(path, 'utf8')));
    if (success) return data;
    for (const issue of error.issues) problems.push(`${name}: ${issue.path.join('.') || '(top)'}: ${issue.message}`);
  } catch (error) {
    problems.push(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : 'cannot be read'}`);
  }
  return undefined;
}

const isComplete = (
  files: Readonly<Record<string, DirectionFile | undefined>>,
): files is Record<TransferDirection, DirectionFile> => transferDirections.every((name) => files[name] !== undefined);

function policyOf(
  version: string,
  set: z.infer<typeof setFile>,
  directions: Readonly<Record<TransferDirection, DirectionFile>>,
  narrowedRows: ReadonlySet<string>,
): TransferPolicy {
  return {
    version,
    lawAsOf: set.lawAsOf,
    statutes: set.statutes,
    directions,
    rule(direction, category, conditions = []) {
      const row = directions[direction].categories[category];
      if (!row) throw new HubError('BAD_INPUT', `"${category}" is not a category that travels between schools`);
      const { variants, ...base } = row;
      const variant = variants.find((candidate) => conditions.includes(candidate.when));
      const place = `${direction}/${category}${variant ? `#${variant.when}` : ''}`;
      const id = `${version}/${place}${narrowedRows.has(place) ? '+narrowed' : ''}`;
      if (!variant) return { ...base, id };
      const { when: _, ...rule } = variant;
      return { ...rule, id };
    },
  };
}

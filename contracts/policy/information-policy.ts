import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { isIsoDate } from '#contracts/identifiers.ts';
import { HubError } from '#kit/errors/hub-error.ts';

const file = 'information.yaml';
const hjemmel = z.string().regex(/§|kap\./, 'names no provision (§ or kap.)');
const schema = z.strictObject({
  request: z.strictObject({
    hjemmel,
    /** Days from the request until it must have been answered. */
    answerWithinDays: z.int().min(1).max(366),
    /** Days that an answer is open to read, the day it was given counted as the first. */
    openDays: z.int().min(1).max(366),
  }),
  /** Left out where a refusal cannot be appealed. */
  appeal: z.strictObject({ hjemmel, to: z.string().min(1), withinDays: z.int().min(1).max(366) }).optional(),
});
export type InformationPolicy = z.infer<typeof schema>;

/**
 * What the law says on a date (`YYYY-MM-DD`) of a request for information about a child, from the newest dated folder that is not after it.
 *
 * @throws NOT_FOUND, or CONFIG with every place that is wrong
 */
export function loadInformationPolicy(folder: string, onDate: string): InformationPolicy {
  const version = readdirSync(folder)
    .filter((name) => isIsoDate(name) && name <= onDate && existsSync(join(folder, name, file)))
    .sort()
    .at(-1);
  if (!version) throw new HubError('NOT_FOUND', `No policy of information is in force on ${onDate} in ${folder}`);
  const path = join(folder, version, file);
  const result = schema.safeParse(parseYaml(readFileSync(path, 'utf8')));
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `${issue.path.join('.') || '(top)'}: ${issue.message}`);
  throw new HubError('CONFIG', `${path}:\n  ${wrong.join('\n  ')}`);
}

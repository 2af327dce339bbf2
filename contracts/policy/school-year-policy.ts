import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { isIsoDate } from '#contracts/identifiers.ts';
import { HubError } from '#kit/errors/hub-error.ts';

const file = 'school-year.yaml';
const schema = z.strictObject({
  sfo: z.strictObject({
    hjemmel: z.string().regex(/§|kap\./, 'names no provision (§ or kap.)'),
    /** Year levels after which a place at an SFO (before- and after-school service) ends; the last of them ends it for everybody. */
    endsAfterLevels: z.array(z.int().min(1).max(13)).min(1),
  }),
});
export type SchoolYearPolicy = z.infer<typeof schema>;

/**
 * What the law says of a school year that begins on a date (`YYYY-MM-DD`), from the newest dated folder that is not after it.
 *
 * @throws NOT_FOUND, or CONFIG with every place that is wrong
 */
export function loadSchoolYearPolicy(folder: string, onDate: string): SchoolYearPolicy {
  const version = readdirSync(folder)
    .filter((name) => isIsoDate(name) && name <= onDate && existsSync(join(folder, name, file)))
    .sort()
    .at(-1);
  if (!version) throw new HubError('NOT_FOUND', `No policy of the school year is in force on ${onDate} in ${folder}`);
  const path = join(folder, version, file);
  const result = schema.safeParse(parseYaml(readFileSync(path, 'utf8')));
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `${issue.path.join('.') || '(top)'}: ${issue.message}`);
  throw new HubError('CONFIG', `${path}:\n  ${wrong.join('\n  ')}`);
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { type CategoryId, categoryIds } from '#contracts/categories.ts';
import { isIsoDate } from '#contracts/identifiers.ts';
import { HubError } from '#kit/errors/hub-error.ts';

const file = 'retention.yaml';
const hjemmel = z.string().regex(/§|art\./, 'names no provision (§ or art.)');
const term = z.union([
  z.enum(['archive', 'end-of-enrolment', 'while-known']),
  z.strictObject({ years: z.int().min(1).max(100) }),
]);
const category = z.enum(categoryIds as [CategoryId, ...CategoryId[]]);
const schema = z.strictObject({
  lawAsOf: z.string(),
  /** By which provision what is past its time is closed, and what is disposed of is. */
  closing: hjemmel,
  disposal: hjemmel,
  notBound: z.strictObject({
    controllers: z.array(z.enum(['MUNICIPALITY', 'COUNTY', 'PRIVATE_OWNER'])),
    except: z.array(category),
    hjemmel,
  }),
  categories: z.record(category, z.strictObject({ keep: term, hjemmel })),
});
export type RetentionPolicy = z.infer<typeof schema>;
/** How long, counted from the end of the pupil's last enrolment here; `archive`: by the archive's own rules. */
export type RetentionTerm = z.infer<typeof term>;

/** What entitles a controller to dispose: a regulation or a permission of Nasjonalarkivet (arkivlova 2025 §§ 12, 13). */
export interface DisposalAuthority {
  readonly categories: readonly CategoryId[];
  readonly citation: string;
  /** ISO date from which it holds. */
  readonly inForceFrom: string;
}

const known = new Map<string, RetentionPolicy>();

/**
 * How long each category is kept on a date (`YYYY-MM-DD`), from the newest dated folder that is not after it.
 *
 * @throws NOT_FOUND, or CONFIG with every place that is wrong
 */
export function loadRetentionPolicy(folder: string, onDate: string): RetentionPolicy {
  const version = readdirSync(folder)
    .filter((name) => isIsoDate(name) && name <= onDate && existsSync(join(folder, name, file)))
    .sort()
    .at(-1);
  if (!version) throw new HubError('NOT_FOUND', `No policy of retention is in force on ${onDate} in ${folder}`);
  const path = join(folder, version, file);
  const read = known.get(path);
  if (read) return read;
  const result = schema.safeParse(parseYaml(readFileSync(path, 'utf8')));
  if (!result.success) {
    const wrong = result.error.issues.map((issue) => `${issue.path.join('.') || '(top)'}: ${issue.message}`);
    throw new HubError('CONFIG', `${path}:\n  ${wrong.join('\n  ')}`);
  }
  known.set(path, result.data);
  return result.data;
}

/** The first day on which something of a child who left is past its time; null for what has no such day. */
export function pastItsTimeFrom(keep: RetentionTerm, leftOn: string): string | null {
  if (keep === 'archive' || keep === 'while-known') return null;
  const [year = 0, month = 1, day = 1] = leftOn.split('-').map(Number);
  const years = keep === 'end-of-enrolment' ? 0 : keep.years;
  // The day after the last; 29 February becomes 1 March, so that nothing is past its time a day early.
  return new Date(Date.UTC(year + years, month - 1, day + 1)).toISOString().slice(0, 10);
}

export type Fate = { readonly kind: 'closed' | 'disposed'; readonly legalBasis: string };

/** What becomes of what is past its time: disposed of where there is authority to, else closed and kept (arkivlova 2025 § 13). */
export function fateOf(id: CategoryId, { policy, controller, authorities, on }: FateOptions): Fate {
  const authority = authorities.find(({ categories, inForceFrom }) => categories.includes(id) && inForceFrom <= on);
  if (authority) return { kind: 'disposed', legalBasis: `${policy.disposal}; ${authority.citation}` };
  const { controllers, except, hjemmel: free } = policy.notBound;
  if (controllers.includes(controller) && !except.includes(id)) return { kind: 'disposed', legalBasis: free };
  return { kind: 'closed', legalBasis: policy.closing };
}
export interface FateOptions {
  readonly policy: RetentionPolicy;
  readonly controller: 'MUNICIPALITY' | 'COUNTY' | 'PRIVATE_OWNER';
  readonly authorities: readonly DisposalAuthority[];
  /** ISO date. */
  readonly on: string;
}

import type { z } from 'zod';
import { HubError } from '#kit/errors/hub-error.ts';
import { onceParsed } from './once-parsed.ts';

/** Reads settings against a schema; every bad setting is named in one error, with where it stands and how to mend it. */
export function readSettings<Schema extends z.ZodType>(
  schema: Schema,
  source: unknown,
  origin: string,
): z.infer<Schema> {
  const result = schema.safeParse(source, onceParsed);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `  ${issue.path.join('.') || '(top)'}: ${issue.message}`);
  const count = problems.length === 1 ? '1 setting is wrong' : `${problems.length} settings are wrong`;
  throw new HubError('CONFIG', `${count} in ${origin}:\n${problems.join('\n')}`, { details: { problems } });
}

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isIsoDate } from '#contracts/identifiers.ts';
import { loadSchoolYearPolicy } from '#contracts/policy/school-year-policy.ts';
import { loadTransferPolicy } from '#contracts/policy/transfer-policy.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { loadAccessPolicy } from '#kit/access/policy.ts';
import type { Log } from '#kit/log/log.ts';

export interface PolicyWatchOptions {
  /** The folder of dated sets. */
  readonly root: string;
  readonly log: Log;
  now(): Date;
}

export interface PolicyWatch {
  /** Validates each set of a date to come that is new or has changed, one at a time. */
  look(): Promise<void>;
  /** The dates to come whose set could not be used as it is now. */
  brokenDates(): readonly string[];
}

/**
 * Looks at sets of policies before their day: whoever laid a broken one there hears of it at once, while today's goes on, and not at
 * midnight, when it closes the hub.
 */
export function createPolicyWatch({ root, log, now }: PolicyWatchOptions): PolicyWatch {
  const seen = new Map<string, { readonly state: string; readonly broken: boolean }>();
  return {
    async look() {
      const today = dateInNorway(now());
      const coming = readdirSync(root).filter((name) => isIsoDate(name) && name > today);
      for (const date of seen.keys()) if (!coming.includes(date)) seen.delete(date);
      for (const date of coming) {
        const state = stateOf(join(root, date));
        const before = seen.get(date);
        if (before?.state === state) continue;
        await setImmediate();
        const problem = problemOf(root, date);
        seen.set(date, { state, broken: problem !== undefined });
        if (problem !== undefined)
          log.error(
            { err: problem, policyDate: date },
            'a set of policies that is to take effect cannot be used as it is',
          );
        else log.info({ policyDate: date }, 'a set of policies is valid, and takes effect on its date');
      }
    },
    brokenDates: () => [...seen].flatMap(([date, { broken }]) => (broken ? [date] : [])),
  };
}

function problemOf(root: string, date: string): unknown {
  try {
    const access = join(root, date, 'access');
    if (existsSync(access)) loadAccessPolicy(access, date);
    loadTransferPolicy(root, date);
    loadSchoolYearPolicy(root, date);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Tells a set from the same set with a file put in, taken out or written anew. */
const stateOf = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((file) => {
      const { mtimeMs, size } = statSync(join(folder, file));
      return `${file} ${mtimeMs} ${size}`;
    })
    .join('\n');

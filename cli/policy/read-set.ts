import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type PolicyTexts, readPolicyTexts } from '#kit/access/policy.ts';
import { policyDates } from '#kit/access/policy-book.ts';
import { HubError } from '#kit/errors/hub-error.ts';

/** A set of access policies to compare: what it was asked for by, and its texts. */
export interface PolicySet extends PolicyTexts {
  readonly name: string;
}

/** The set of a date among the dated ones, or of a folder: a dated one (with `access` in it) or that of the Cedar files itself. */
export function readPolicySet(root: string, name: string): PolicySet {
  if (/^\d{4}-\d{2}-\d{2}$/.test(name)) {
    const dates = policyDates(root);
    if (!dates.includes(name))
      throw new HubError(
        'BAD_INPUT',
        `There is no access policy of ${name}: there are ${dates.toReversed().join(', ')}.`,
      );
    return { name, ...readPolicyTexts(join(root, name, 'access')) };
  }
  const folder = [join(name, 'access'), name].find((one) => existsSync(join(one, 'schema.cedarschema')));
  if (folder === undefined)
    throw new HubError('BAD_INPUT', `${name} is no date, and no folder with schema.cedarschema and rules in it.`);
  return { name, ...readPolicyTexts(folder) };
}

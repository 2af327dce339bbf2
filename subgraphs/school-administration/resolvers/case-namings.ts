import { staffNamed } from '#contracts/events/school-administration.ts';
import { connectionOf, type PageArguments } from '#contracts/graphql/connection.ts';
import { newEvent } from '#kit/events/envelope.ts';
import type { SchoolAdministrationContext } from '../context.ts';
import { reasonProblems } from '../domain/right-recordings.ts';
import { refuse } from '../domain/user-error.ts';
import { daysAfter, namingProblems } from '../naming/naming-problems.ts';
import { endNaming, findAppointed, insertNaming, listNamings, type NamingRow } from '../store/case-namings.ts';
import { findEmployees } from '../store/employees.ts';
import { isUuid, readListPage } from '../store/list-page.ts';
import { deciderOf, recorded, recordOnce, refused } from './record-once.ts';

type Context = SchoolAdministrationContext;

interface NamingInput {
  readonly idempotencyKey: string;
  readonly nationalId: string;
  readonly personId: string;
  readonly reason: string;
  readonly decision?: string | null;
  readonly validFrom?: string | null;
  readonly validTo?: string | null;
}

/** Records a naming. Every statement and every byte of the answer is the same, whoever the national id belongs to. */
export async function nameForCase(_: unknown, { input }: { readonly input: NamingInput }, context: Context) {
  const { access, deps, naming } = context;
  const decision = await access.require('name-for-case');
  const namedBy = deciderOf(context) ?? '';
  const childKey = naming.childKey(input.nationalId);
  const validFrom = input.validFrom ?? access.on;
  const validTo = input.validTo ?? daysAfter(validFrom, naming.longestDays);
  // The idempotency row keeps a digest of the request: of the keyed one, from which the number cannot be guessed.
  const request = { ...input, nationalId: childKey };
  const { userErrors } = await recordOnce(context, request, async ({ tx, emit }) => {
    const isEmployee = isUuid(input.personId) && (await findEmployees(tx, [input.personId], access.on)).length > 0;
    const problems = namingProblems({ ...input, validFrom, validTo }, { namedBy, isEmployee, ...naming });
    if (problems.length > 0) return refused(...problems);
    const id = deps.newId();
    const { personId, reason } = input;
    const kind = input.decision == null ? 'NAMED_FOR_CASE' : 'NAMED_BY_DECISION';
    const because = input.decision == null ? reason : `${reason}\nDecision: ${input.decision}`;
    await insertNaming(tx, {
      id,
      childKey,
      kind,
      personId,
      reason: because,
      namedBy,
      validFrom,
      validTo,
      now: deps.now(),
    });
    const responsible = (await findAppointed(tx, naming.appointed)).filter((one) => one !== namedBy);
    await emit([newEvent(staffNamed, { namingId: id, toTell: [...new Set([personId, ...responsible])] })]);
    return recorded(id);
  });
  access.disclose(undefined, 'case-namings', decision);
  naming.applySoon();
  return { recorded: userErrors.length === 0, userErrors };
}

interface EndingInput {
  readonly idempotencyKey: string;
  readonly namingId: string;
  readonly lastDay: string;
  readonly reason: string;
}

/** Ends a naming, whoever made it; at once also where a child was meant who is here. */
export async function endCaseNaming(_: unknown, { input }: { readonly input: EndingInput }, context: Context) {
  const { access, naming } = context;
  const decision = await access.require('name-for-case');
  const { userErrors } = await recordOnce(context, input, async ({ tx }) => {
    const problems = reasonProblems(input.reason);
    if (problems.length > 0) return refused(...problems);
    const { namingId: id, lastDay, reason } = input;
    const ended = isUuid(id) && (await endNaming(tx, { id, lastDay, reason }));
    return ended ? recorded(id) : refused(refuse('UNKNOWN', 'There is no such naming that lasts so long.', 'namingId'));
  });
  access.disclose(undefined, 'case-namings', decision);
  naming.applySoon();
  return { recorded: userErrors.length === 0, userErrors };
}

export async function caseNamings(_: unknown, args: PageArguments, context: Context) {
  await context.access.require('name-for-case');
  const page = readListPage(args, 2);
  const rows = await listNamings(context.database, page, context.access.on);
  return connectionOf(rows, page.limit, (row) => [row.namedOn, row.id]);
}

export const caseNamingResolvers = {
  employee: ({ personId }: NamingRow, _: unknown, { loaders }: Context) => loaders.employee.load(personId),
  namedBy: ({ namedBy }: NamingRow, _: unknown, { loaders }: Context) => loaders.employee.load(namedBy),
  byDecision: ({ kind }: NamingRow) => kind === 'NAMED_BY_DECISION',
};

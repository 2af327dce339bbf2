import { HubError } from '#kit/errors/hub-error.ts';
import type { SchoolAdministrationContext } from '../context.ts';
import { refuse, type UserError } from '../domain/user-error.ts';
import { decideUpload, findUpload, listUploads, lockUpload, type UploadRow } from '../roster/uploads/upload-store.ts';
import { isUuid } from '../store/list-page.ts';
import { deciderOf, recorded, recordOnce, refused } from './record-once.ts';

type Context = SchoolAdministrationContext;
interface DecideArguments {
  readonly input: {
    readonly idempotencyKey: string;
    readonly uploadId: string;
    readonly acceptRemovals?: boolean | null;
  };
}

const mostListed = 20;

export const rosterUploadQueries = {
  async rosterUploads(_: unknown, __: unknown, { access, database }: Context) {
    await access.require('import-roster');
    return listUploads(database, mostListed);
  },
  async rosterUpload(_: unknown, { id }: { readonly id: string }, { access, database }: Context) {
    await access.require('import-roster');
    return isUuid(id) ? findUpload(database, id) : null;
  },
};

export const importUploadedRoster = (_: unknown, { input }: DecideArguments, context: Context) =>
  decide(context, input, 'IMPORTING', ({ report }) =>
    report?.removals?.stops && input.acceptRemovals !== true
      ? [
          refuse(
            'TOO_MANY_REMOVALS',
            'The file would end more enrolments than may end without your word.',
            'acceptRemovals',
          ),
        ]
      : [],
  );

export const discardUploadedRoster = (_: unknown, { input }: DecideArguments, context: Context) =>
  decide(context, input, 'DISCARDED', () => []);

async function decide(
  context: Context,
  input: DecideArguments['input'],
  state: 'IMPORTING' | 'DISCARDED',
  problemsOf: (upload: UploadRow) => readonly UserError[],
) {
  await context.access.require('import-roster');
  const by = deciderOf(context);
  if (by === null) throw new HubError('FORBIDDEN', 'A roster is decided on by a person.');
  const { uploadId, acceptRemovals } = input;
  const { id, userErrors } = await recordOnce(context, input, async ({ tx }) => {
    const upload = isUuid(uploadId) ? await lockUpload(tx, uploadId) : undefined;
    if (upload?.state !== 'CHECKED')
      return refused(refuse('NOT_WAITING', 'There is no such roster that awaits somebody’s word.', 'uploadId'));
    const problems = problemsOf(upload);
    if (problems.length > 0) return refused(...problems);
    await decideUpload(tx, uploadId, { state, acceptRemovals: acceptRemovals === true, by, now: context.deps.now() });
    return recorded(uploadId);
  });
  if (id === null) return { upload: null, userErrors };
  context.wakeUploads();
  return { upload: await findUpload(context.database, id), userErrors: [] };
}

export const rosterUploadResolvers = {
  uploadedBy: ({ uploadedBy }: UploadRow, _: unknown, { loaders }: Context) => loaders.employee.load(uploadedBy),
  source: ({ report }: UploadRow) => report?.source ?? null,
  format: ({ report }: UploadRow) => report?.format ?? null,
  counts: ({ report }: UploadRow) => Object.entries(report?.counts ?? {}).map(([kind, count]) => ({ kind, ...count })),
  removals: ({ report }: UploadRow) => report?.removals ?? null,
  findingCounts: ({ report }: UploadRow) =>
    Object.entries(report?.findingCounts ?? {})
      .map(([kind, count]) => ({ kind, count }))
      .toSorted((one, other) => other.count - one.count),
  findings: ({ report }: UploadRow) => report?.findings ?? [],
  importId: ({ state, importId }: UploadRow) => (state === 'IMPORTED' ? importId : null),
};

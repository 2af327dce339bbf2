import { sql } from 'kysely';
import { loadRetentionPolicy } from '#contracts/policy/retention-policy.ts';
import { viewerKey } from '#kit/access/viewer.ts';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import { once } from '#kit/events/idempotency.ts';
import type { DataSharingContext } from '../context.ts';
import { openContent } from '../exports/make-export.ts';
import { type FinishedExport, finishExport } from '../exports/render-export.ts';
import { type ExportRow, findExport, type HeldBack } from '../exports/store.ts';
import { refusal, userErrorOf } from './change-transfer.ts';
import { sectionName } from './data-exports.ts';
import { type InLanguage, languageOf } from './in-language.ts';
import { isUuid } from './transfer-view.ts';

type Context = DataSharingContext;
type Unit = Parameters<Parameters<Context['process']['transact']>[0]>[0];
type UserErrors = ReadonlyArray<ReturnType<typeof userErrorOf>>;
interface Payload {
  readonly export: ExportRow | null;
  readonly userErrors: UserErrors;
}

interface RequestInput {
  readonly idempotencyKey: string;
  readonly childId: string;
  readonly language: InLanguage['language'];
}
/** One of the home asks; the hub makes it soon. */
export function requestExport(
  _: unknown,
  { input }: { readonly input: RequestInput },
  context: Context,
): Promise<Payload> {
  const { process, access } = context;
  return change(context, 'requestExport', input, async ({ tx }) => {
    const [id, now] = [process.newId(), process.now().toISOString()];
    const { kind, ...who } = access.viewer;
    const viewer = JSON.stringify({ kind, ...who, purpose: null });
    await sql`insert into data_sharing.data_export (id, child_id, viewer, language, state, requested_at, try_at)
      values (${id}, ${input.childId}, ${viewer}::jsonb, ${languageOf(input.language)}, 'REQUESTED', ${now}, ${now})`.execute(
      tx,
    );
    return id;
  });
}

interface ScreenInput {
  readonly idempotencyKey: string;
  readonly exportId: string;
  readonly holdBack: readonly HeldBack[];
}
/** A person has looked through it. What is held back is named to the one who asked, with the reason. */
export async function screenExport(
  _: unknown,
  { input }: { readonly input: ScreenInput },
  context: Context,
): Promise<Payload> {
  const { process, access } = context;
  const row = await exportFor(context, input.exportId, 'screen-export');
  const by = viewerKey(access.viewer);
  const names = new Set((await openContent(process, row))?.sections.map(sectionName));
  return change(context, 'screenExport', input, async ({ tx }) => {
    if (row.state === 'REQUESTED') throw refusal('NOT_MADE', 'The export is not made yet');
    if (row.state !== 'MADE') throw refusal('SCREENED', 'The export has been looked through already');
    if (viewerKey(row.viewer) === by)
      throw refusal('OWN_EXPORT', 'Somebody else looks through what you have asked for');
    const unknown = input.holdBack.find(({ section }) => !names.has(section));
    if (unknown) throw refusal('UNKNOWN_SECTION', `There is no section "${unknown.section}" in the export`);
    if (input.holdBack.some(({ reason }) => reason.trim().length < 5))
      throw refusal('REASON', 'Write why each section is held back: the one who asked reads it');
    const { rows } = await sql`update data_sharing.data_export set state = 'SCREENED', screened_by = ${by},
        screened_at = ${process.now().toISOString()}, held_back = ${JSON.stringify(input.holdBack)}::jsonb
      where id = ${row.id} and state = 'MADE' returning id`.execute(tx);
    if (rows.length === 0) throw refusal('SCREENED', 'The export has been looked through already');
    return row.id;
  });
}

interface FilePayload {
  readonly file: (FinishedExport & { readonly childId: string }) | null;
  readonly userErrors: UserErrors;
}
/** The one who asked gets it, as often as they like; nobody else does. */
export async function collectExport(
  _: unknown,
  { input }: { readonly input: { readonly exportId: string } },
  context: Context,
): Promise<FilePayload> {
  const { process, access } = context;
  const row = await exportFor(context, input.exportId, 'request-export');
  if (viewerKey(row.viewer) !== viewerKey(access.viewer)) throw missing();
  const content = row.screenedAt === null ? null : await openContent(process, row);
  if (!content)
    return { file: null, userErrors: [userErrorOf(refusal('NOT_SCREENED', 'A person has not looked through it yet'))] };
  await sql`update data_sharing.data_export set state = 'DELIVERED', delivered_at = ${process.now().toISOString()}
    where id = ${row.id}`.execute(process.database);
  const { organisationNumber, name } = process.controller;
  const recipients = process.clients.map((client) => ({
    organisationNumber: client.organisationNumber,
    name: client.name,
  }));
  const retention = loadRetentionPolicy(process.policyRoot, access.on);
  const file = finishExport(row, content, { organisationNumber, name }, recipients, retention);
  return { file: { ...file, childId: row.childId }, userErrors: [] };
}

const missing = () => new HubError('NOT_FOUND', 'There is no such export, or you may not know of it.');

/** One that does not exist, and one of a child that may not be known of, are answered alike. */
async function exportFor({ process, access }: Context, id: string, deed: string): Promise<ExportRow> {
  const row = isUuid(id) ? await findExport(process.database, id) : undefined;
  if (!row) throw missing();
  await access.require(deed, row.childId).catch((error: unknown) => {
    throw isHubError(error) && error.code === 'NOT_FOUND' ? missing() : error;
  });
  return row;
}

async function change(
  { process, access }: Context,
  mutation: string,
  input: RequestInput | ScreenInput,
  work: (unit: Unit) => Promise<string>,
): Promise<Payload> {
  const viewer = viewerKey(access.viewer);
  const options = { subgraph: 'data-sharing', viewer, key: input.idempotencyKey, request: { mutation, input } };
  try {
    const id = await process.transact((unit) => once(unit, options, () => work(unit)));
    process.wake();
    return { export: (await findExport(process.database, id)) ?? null, userErrors: [] };
  } catch (error) {
    return { export: null, userErrors: [userErrorOf(error)] };
  }
}

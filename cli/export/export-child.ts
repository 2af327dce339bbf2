import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type Language, languages } from '#contracts/languages.ts';
import type { Hub } from '#gateway/hub/start-hub.ts';
import type { Viewer } from '#kit/access/viewer.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { actAs, askAs, personServed } from './ask-as.ts';
import { type DraftSection, draftAsHtml } from './draft.ts';

/** What `oppvekst export` asks of a hub. */
export const exportInput = z.object({
  /** Its pseudonymous id, or its national id. */
  child: z.union([z.uuid(), z.string().regex(/^\d{11}$/)], { error: 'must be the id of a child, or its national id' }),
  for: z.string().regex(/^\d{11}$/, 'must be the national id of the one who asked'),
  /** How it is known who asks, kept with the export. */
  identified: z.string().trim().min(5, 'must say how it is known who asks'),
  screener: z.string().min(1, 'must be the Feide id of the one who looks through it'),
  language: z.enum(languages),
  /** The screener has looked through the draft. */
  screened: z.boolean(),
  holdBack: z.array(z.object({ section: z.string(), reason: z.string() })),
});
export type ExportInput = z.infer<typeof exportInput>;

/** The files to write: a draft for the one who looks through it, or the export for the one who asked. */
export interface ExportAnswer {
  readonly exportId: string;
  readonly stage: 'draft' | 'finished';
  readonly files: ReadonlyArray<{ readonly name: string; readonly text: string }>;
}

interface Found {
  readonly id: string;
  readonly state: 'REQUESTED' | 'MADE' | 'SCREENED' | 'DELIVERED';
  readonly problem: string | null;
  readonly sections: readonly DraftSection[] | null;
}

const request = `mutation ($input: RequestExportInput!) {
  result: requestExport(input: $input) { export { id } userErrors { code message } } }`;
const screen = `mutation ($input: ScreenExportInput!) { result: screenExport(input: $input) { userErrors { code message } } }`;
const collect = `mutation ($input: CollectExportInput!) {
  result: collectExport(input: $input) { file { json html } userErrors { code message } } }`;
const found = (sections: string) => `query ($of: [_Any!]!) {
  _entities(representations: $of) { ... on Pupil { dataExports { id state problem ${sections} } } } }`;

/**
 * The export of all that is held of a child (GDPR art. 15) for somebody who is served at a desk. The first time it is made, and what the
 * screener may see of it comes back as a draft; when they have looked through it, the export does. Each step is decided and audited as the
 * person it is done by. NOT_FOUND for a child that they may not know of; FORBIDDEN for what they may not do.
 */
export async function exportChild(hub: Hub, input: ExportInput): Promise<ExportAnswer> {
  const asker = await personServed(hub, { kind: 'national-id', nationalId: input.for }, null);
  const screener = await personServed(hub, { kind: 'feide', feideId: input.screener }, 'oversight');
  const childId = await childOf(hub, input.child);
  const before = await newestFor(hub, asker, childId);
  if (input.screened) return finish(hub, { asker, screener, before, holdBack: input.holdBack });
  if (before?.state === 'SCREENED') return collected(hub, asker, before.id);
  const exportId =
    before && before.state !== 'DELIVERED'
      ? before.id
      : await requested(hub, asker, childId, input.language, input.identified);
  await untilMade(hub, asker, childId, exportId);
  const draft = (await exportsSeenBy(hub, screener, childId, 'sections { name label category content }')).find(
    ({ id }) => id === exportId,
  );
  if (!draft?.sections)
    throw new HubError('FORBIDDEN', `${input.screener} may not look through what is held of this child.`);
  const text = draftAsHtml({ exportId, sections: draft.sections, language: input.language });
  return { exportId, stage: 'draft', files: [{ name: 'draft.html', text }] };
}

async function childOf(hub: Hub, child: string): Promise<string> {
  if (child.length !== 11) return child;
  const [childId] = await hub.subgraphs.schoolAdministration.findChildren([child]);
  if (!childId) throw new HubError('NOT_FOUND', 'There is no such child here.');
  return childId;
}

async function exportsSeenBy(hub: Hub, viewer: Viewer, id: string, sections = ''): Promise<readonly Found[]> {
  const of = [{ __typename: 'Pupil', id }];
  const { _entities } = await askAs<{ _entities: ReadonlyArray<{ dataExports: Found[] | null } | null> }>(
    hub,
    viewer,
    found(sections),
    { of },
  );
  if (!_entities[0]) throw new HubError('NOT_FOUND', 'There is no such child, or they may not know of it.');
  return _entities[0].dataExports ?? [];
}

const newestFor = async (hub: Hub, asker: Viewer, childId: string) => (await exportsSeenBy(hub, asker, childId))[0];

async function requested(hub: Hub, asker: Viewer, childId: string, language: Language, identified: string) {
  const input = { idempotencyKey: randomUUID(), childId, language: language.toUpperCase() };
  const made = await actAs<{ readonly export: { readonly id: string }; readonly userErrors: [] }>(
    hub,
    asker,
    request,
    input,
  );
  await hub.subgraphs.dataSharing.noteAttended(made.export.id, identified);
  return made.export.id;
}

const longestMs = 60_000;
const lookEveryMs = 250;
/** A hub that runs may have begun to make it already: the two do not make it twice. */
async function untilMade(hub: Hub, asker: Viewer, childId: string, exportId: string): Promise<void> {
  for (let waited = 0; waited < longestMs; waited += lookEveryMs) {
    await hub.subgraphs.dataSharing.makeExports();
    const one = (await exportsSeenBy(hub, asker, childId)).find(({ id }) => id === exportId);
    if (one && one.state !== 'REQUESTED') return;
    if (one?.problem) throw new HubError('UNAVAILABLE', `The export is not made: ${one.problem}`);
    await sleep(lookEveryMs);
  }
  throw new HubError('UNAVAILABLE', 'The export is being made and takes long. Run the command again in a while.');
}

interface Finishing {
  readonly asker: Viewer;
  readonly screener: Viewer;
  readonly before: Found | undefined;
  readonly holdBack: ExportInput['holdBack'];
}
async function finish(hub: Hub, { asker, screener, before, holdBack }: Finishing): Promise<ExportAnswer> {
  if (!before || before.state === 'REQUESTED')
    throw new HubError('CONFLICT', 'There is no draft that could have been looked through: run it without --screened.');
  if (before.state === 'MADE')
    await actAs(hub, screener, screen, { idempotencyKey: randomUUID(), exportId: before.id, holdBack });
  else if (holdBack.length > 0)
    throw new HubError('CONFLICT', 'The export has been looked through already: nothing more can be held back.');
  return collected(hub, asker, before.id);
}

async function collected(hub: Hub, asker: Viewer, exportId: string): Promise<ExportAnswer> {
  const { file } = await actAs<{
    readonly file: { readonly json: string; readonly html: string };
    readonly userErrors: [];
  }>(hub, asker, collect, { exportId });
  return {
    exportId,
    stage: 'finished',
    files: [
      { name: 'export.json', text: `${file.json}\n` },
      { name: 'export.html', text: file.html },
    ],
  };
}

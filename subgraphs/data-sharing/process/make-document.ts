import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type CategoryId, categories, transferableCategoryIds } from '#contracts/categories.ts';
import { transferDocumentMade, transferDocumentReady } from '#contracts/events/data-sharing.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { newEvent } from '#kit/events/envelope.ts';
import type { Json } from '#kit/events/sealing/canonical-json.ts';
import { openingKeys, publicKeys } from '#kit/events/sealing/hub-keys.ts';
import { open } from '#kit/events/sealing/open.ts';
import { renderDocument } from '../documents/render-document.ts';
import { whoGetsIt } from '../domain/sending/documents/who-gets-it.ts';
import { categoriesAt } from '../domain/sending/state.ts';
import { sending } from '../sides.ts';
import { act } from '../store/act.ts';
import { permissionFactsOf } from './permission-facts.ts';
import { bySystem, type Process } from './process.ts';
import type { SendingRow } from './sending-steps.ts';

/** Under which of the child's keys the document lies, here and on the log. */
export const documentScope = (childId: string) => ({ child: childId, category: 'transfer-documents' });

/**
 * Makes one document of the parts that are gathered. They are sealed to this very controller, and here alone are opened: nothing of them
 * is kept but the document, sealed under the child's key. The archive gets it in the same transaction.
 */
export async function makeDocument(process: Process, row: SendingRow): Promise<boolean> {
  const { abroad } = row.state;
  if (!abroad || !row.childId) throw new HubError('INTERNAL', 'A document is made of a move abroad alone');
  const parts = await openParts(process, row);
  const html = renderDocument({
    language: abroad.language,
    controller: process.controller,
    lastDay: abroad.lastDay,
    madeOn: dateInNorway(process.now()),
    parts,
  });
  const text = Buffer.from(html, 'utf8');
  const checksum = createHash('sha256').update(text).digest('hex');
  const { childId } = row;
  const sealed = await process.childVault.seal(html, documentScope(childId));
  const made = parts.map(({ category }) => category);
  const toTell = await whoIsTold(process, childId);
  const changed = await process.transact(async (unit) => {
    const { events } = await act(
      unit,
      sending,
      row.id,
      { type: 'MakeDocument', categories: made, checksum, size: text.length, ...bySystem(process) },
      { expectedVersion: row.version },
    );
    const [event] = events;
    if (!event) return false;
    await sql`insert into data_sharing.document (transfer_id, sealed) values (${row.id}, ${sealed})`.execute(unit.tx);
    await sql`update data_sharing.part set sealed = null where transfer_id = ${row.id}`.execute(unit.tx);
    const { at: madeAt, legalBasis } = event;
    const data = { transferId: row.id, childId, sealed, checksum, categories: made, legalBasis, madeAt };
    await unit.emit([
      newEvent(transferDocumentMade, { ...data, language: abroad.language }, childId),
      ...(toTell.length > 0 ? [newEvent(transferDocumentReady, { transferId: row.id, childId, toTell }, childId)] : []),
    ]);
    return true;
  });
  if (changed) process.wake();
  return changed;
}

/** Those who may get it today; nobody of a child graded strengt fortrolig, of whom the hub tells nothing. */
async function whoIsTold({ port, now }: Process, childId: string): Promise<string[]> {
  const on = dateInNorway(now());
  const standing = await port.transferStanding(childId, on);
  if (!standing || standing.grading === 'STRICTLY_CONFIDENTIAL') return [];
  return [...new Set(whoGetsIt(permissionFactsOf(standing), on))];
}

export interface OpenedPart {
  readonly category: CategoryId;
  readonly content: Json;
}

/** The gathered parts, in the order of the list of categories. */
async function openParts(process: Process, { id, state }: SendingRow): Promise<readonly OpenedPart[]> {
  const ids = categoriesAt(state, 'sealed').map((category) => state.categories[category]?.partId);
  const { rows } = await sql<{ category: CategoryId; sealed: string }>`select category, sealed from data_sharing.part
    where transfer_id = ${id} and part_id = any(${ids}::uuid[]) and sealed is not null`.execute(process.database);
  if (rows.length < ids.length || ids.length === 0) throw new HubError('INTERNAL', 'A gathered part is missing');
  const { controller, keys, now } = process;
  const opened = await Promise.all(
    rows.map(async ({ category, sealed }) => {
      const { content } = await open(sealed, {
        self: controller.organisationNumber,
        recipientPrivateKeys: openingKeys(keys),
        peerKeys: (organisation) => (organisation === controller.organisationNumber ? publicKeys(keys) : undefined),
        typ: categories[category].heldBy.map((holder) => `${holder}/${category}.v1`),
        now: now(),
        carried: true,
        // Which part it is has been checked when it came, by its id.
        seen: () => false,
      });
      return { category, content };
    }),
  );
  // The state, kept as JSON, knows no order.
  return transferableCategoryIds.flatMap((category) => opened.find((part) => part.category === category) ?? []);
}

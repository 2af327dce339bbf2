import { sql } from 'kysely';
import { partDelivered } from '#contracts/events/data-sharing.ts';
import { schoolAdministrationParts } from '#contracts/events/parts.ts';
import { isHubError } from '#kit/errors/hub-error.ts';
import { type EventHandler, onEvent } from '#kit/events/consumer.ts';
import { newEvent } from '#kit/events/envelope.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import { openingKeys } from '#kit/events/sealing/hub-keys.ts';
import { open } from '#kit/events/sealing/open.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import { formatOf, isPartCategory, type PartCategory, partFormats } from './formats.ts';
import type { PartsDeps } from './seal-parts.ts';

type Delivered = ReturnType<typeof partDelivered.schema.parse>;
type Unit = UnitOfWork<SchoolAdministrationTables>;

/** Opens the parts that have come for this subgraph's categories, and keeps each with where it came from and by which rule. */
export const storeDeliveredParts = (deps: PartsDeps): EventHandler<SchoolAdministrationTables> =>
  onEvent(partDelivered, async (unit, events) => {
    for (const { data } of events) if (isPartCategory(data.category)) await storePart(deps, unit, data, data.category);
  });

async function storePart(deps: PartsDeps, unit: Unit, part: Delivered, category: PartCategory): Promise<void> {
  const { transferId, partId, childId } = part;
  const outcome = await takePart(deps, unit, part, category);
  const stored = 'refusal' in outcome ? { contentHash: null, refusal: outcome.refusal } : { ...outcome, refusal: null };
  await unit.emit([newEvent(schoolAdministrationParts.stored, { transferId, partId, category, ...stored }, childId)]);
}

type Outcome = { readonly contentHash: string } | { readonly refusal: string };

async function takePart(deps: PartsDeps, { tx }: Unit, part: Delivered, category: PartCategory): Promise<Outcome> {
  const { rows: known } = await sql<{
    contentHash: string;
  }>`select content_hash from school_administration.received_part
    where part_id = ${part.partId}::uuid and child_id = ${part.childId}::uuid`.execute(tx);
  // Stored before: the answer is the same, and there is no second copy.
  if (known[0]) return known[0];
  const { rows: child } = await sql`select from school_administration.person
    where id = ${part.childId}::uuid and is_pupil`.execute(tx);
  if (child.length === 0) return { refusal: 'The child is not a pupil here' };
  const opened = await openPart(deps, part, category);
  if ('refusal' in opened) return opened;
  const content = partFormats[category].safeParse(opened.content);
  if (!content.success) return { refusal: `The content is not in the format ${formatOf(category)}` };
  await sql`insert into school_administration.received_part (part_id, child_id, transfer_id, category, sender_number, sender_name,
      rule, legal_basis, as_history, content, content_hash, received_at)
    values (${part.partId}, ${part.childId}, ${part.transferId}, ${category}, ${part.sender.organisationNumber}, ${part.sender.name},
      ${part.rule}, ${part.legalBasis}, ${part.asHistory}, ${JSON.stringify(content.data)}::jsonb, ${opened.contentHash},
      ${deps.now().toISOString()})`.execute(tx);
  return { contentHash: opened.contentHash };
}

/** The content, when it is sealed to us, in the category's format, by the sender that the delivery names, as that part; else why not. */
async function openPart({ controller, keys, peers, now }: PartsDeps, part: Delivered, category: PartCategory) {
  try {
    const opened = await open(part.sealed, {
      self: controller.organisationNumber,
      recipientPrivateKeys: openingKeys(keys),
      peerKeys: (organisation) => peers.find((peer) => peer.organisationNumber === organisation)?.keys,
      typ: formatOf(category),
      now: now(),
      carried: true,
      // Whether it has been taken is known by its part id, which is inside the seal.
      seen: () => false,
    });
    if (opened.from !== part.sender.organisationNumber) return { refusal: 'It is signed by another controller' };
    if (opened.id !== part.partId) return { refusal: 'It is sealed as another part' };
    return opened;
  } catch (error) {
    if (isHubError(error) && error.details?.problem !== undefined) return { refusal: error.message };
    throw error;
  }
}

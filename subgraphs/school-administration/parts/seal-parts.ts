import { categories, isCategoryId } from '#contracts/categories.ts';
import { partsRequested } from '#contracts/events/data-sharing.ts';
import { schoolAdministrationParts } from '#contracts/events/parts.ts';
import { dateInNorway } from '#kit/access/access.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { type EventHandler, onEvent } from '#kit/events/consumer.ts';
import { newEvent } from '#kit/events/envelope.ts';
import type { UnitOfWork } from '#kit/events/outbox.ts';
import type { Json } from '#kit/events/sealing/canonical-json.ts';
import { keyFor, publicKeys } from '#kit/events/sealing/hub-keys.ts';
import { seal } from '#kit/events/sealing/seal.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import { buildPart } from './build-part.ts';
import { formatOf, isPartCategory, partFormats } from './formats.ts';
import { type Held, readHeld } from './read-held.ts';
import { createRuleLimits, type RuleLimits } from './rule-limits.ts';

export type PartsDeps = Pick<
  SubgraphDeps<SchoolAdministrationTables>,
  'controller' | 'keys' | 'peers' | 'policyRoot' | 'now'
>;
type Requested = ReturnType<typeof partsRequested.schema.parse>;

const heldHere = (category: string): boolean =>
  isCategoryId(category) && categories[category].heldBy.includes('school-administration');

/** Builds the parts that are asked for and seals each to the receiver: the log carries them, and can read none of them. */
export function sealRequestedParts(deps: PartsDeps): EventHandler<SchoolAdministrationTables> {
  const limitsOf = createRuleLimits(deps.policyRoot);
  return onEvent(partsRequested, async (unit, events) => {
    for (const { data } of events) await sealParts(deps, limitsOf, unit, data);
  });
}

async function sealParts(
  deps: PartsDeps,
  limitsOf: ReturnType<typeof createRuleLimits>,
  { tx, emit }: UnitOfWork<SchoolAdministrationTables>,
  { transferId, childId, parts, receiver }: Requested,
): Promise<void> {
  const own = parts.filter(({ category }) => heldHere(category));
  if (own.length === 0) return;
  const on = dateInNorway(deps.now());
  const held = await readHeld(tx, childId, on);
  const sealed = await Promise.all(
    own.map(async ({ partId, category, rule }) => {
      const answer = held
        ? await sealPart(deps, { partId, category, receiver }, held, (known) => limitsOf(rule, known, on))
        : null;
      const { compact, contentHash } = answer ?? { compact: null, contentHash: null };
      return newEvent(
        schoolAdministrationParts.sealed,
        { transferId, partId, category, sealed: compact, contentHash },
        childId,
      );
    }),
  );
  await emit(sealed);
}

async function sealPart(
  { controller, keys, peers, now }: PartsDeps,
  { partId, category, receiver }: { readonly partId: string; readonly category: string; readonly receiver: string },
  held: Held,
  limitsOf: (category: keyof typeof partFormats) => RuleLimits,
) {
  if (!isPartCategory(category)) return null;
  const content = buildPart(category, held, limitsOf(category));
  if (content === null) return null;
  // Of a move abroad the parts are for the document that this controller itself gives the family.
  const own = receiver === controller.organisationNumber ? publicKeys(keys) : undefined;
  const receiverKeys = own ?? peers.find((candidate) => candidate.organisationNumber === receiver)?.keys;
  if (!receiverKeys)
    throw new HubError('CONFIG', 'A part is to be sealed to a controller that is no peer of this hub.');
  // What would not be taken at the other end is found here, where somebody can mend it.
  const checked = partFormats[category].parse(content) as Json;
  return seal(checked, {
    typ: formatOf(category),
    id: partId,
    from: controller.organisationNumber,
    to: receiver,
    senderPrivateKey: keys.signing,
    recipientPublicKey: keyFor(receiverKeys, 'enc'),
    now: now(),
  });
}

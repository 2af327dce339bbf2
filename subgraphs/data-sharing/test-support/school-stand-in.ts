import { randomUUID } from 'node:crypto';
import { partDelivered, partsRequested } from '#contracts/events/data-sharing.ts';
import { schoolAdministrationParts } from '#contracts/events/parts.ts';
import type { ChildIdentity, SchoolAdministrationPort, TransferStanding } from '#contracts/ports.ts';
import { type Envelope, type NewEvent, newEvent } from '#kit/events/envelope.ts';
import { type HubKeys, keyFor, publicKeys } from '#kit/events/sealing/hub-keys.ts';
import { open } from '#kit/events/sealing/open.ts';
import { seal } from '#kit/events/sealing/seal.ts';
import type { Controller, Peer } from '#kit/serve/subgraph.ts';

export interface Child {
  readonly identity: ChildIdentity;
  standing: TransferStanding;
  /** What is held of the child, by category; what came from another controller is put here too. */
  readonly held: Map<string, string>;
}

/** What a hub's data-sharing needs of school-administration in its contract tests: it knows children, and seals and opens parts. */
export interface SchoolStandIn {
  readonly children: Map<string, Child>;
  /** Units by organisation number. */
  readonly units: Map<string, { readonly id: string; readonly kind: 'SCHOOL' | 'KINDERGARTEN' }>;
  readonly port: Partial<SchoolAdministrationPort>;
  /** How often each part was stored: more than once would be a second effect. */
  readonly stored: string[];
  /** Set to refuse every part that comes, with this reason. */
  refuses?: string;
  /** Answers the events that data-sharing publishes, as the real one does. */
  answer(envelope: Envelope): Promise<NewEvent | readonly NewEvent[] | undefined>;
}

export interface StandInOptions {
  readonly controller: Controller;
  readonly keys: HubKeys;
  readonly peers: () => readonly Peer[];
  readonly now: () => Date;
}

export function createSchoolStandIn({ controller, keys, peers, now }: StandInOptions): SchoolStandIn {
  const children = new Map<string, Child>();
  const units: SchoolStandIn['units'] = new Map();
  const peerOf = (organisation: string) => peers().find((peer) => peer.organisationNumber === organisation);
  const standIn: SchoolStandIn = {
    children,
    units,
    stored: [],
    port: {
      matchChild: async (identity) =>
        [...children].find(
          ([, child]) => identity.nationalId !== null && child.identity.nationalId === identity.nationalId,
        )?.[0] ?? null,
      identityOf: async (childId) => children.get(childId)?.identity ?? null,
      transferStanding: async (childId) => children.get(childId)?.standing ?? null,
      unitsByOrganisationNumber: async (numbers, kind) =>
        new Map(
          numbers.flatMap((number) => {
            const unit = units.get(number);
            return unit && (kind === undefined || unit.kind === kind) ? [[number, unit.id]] : [];
          }),
        ),
      exemptLookUps: async () => [],
      transferStandings: async (childIds) => childIds.flatMap((childId) => children.get(childId)?.standing ?? []),
    },
    async answer({ type, data }) {
      if (type === partsRequested.type) {
        const { transferId, childId, parts, receiver } = partsRequested.schema.parse(data);
        const toItself = receiver === controller.organisationNumber;
        const receiverKeys = toItself ? publicKeys(keys) : peerOf(receiver)?.keys;
        if (!receiverKeys) throw new Error('asked to seal to a stranger');
        return Promise.all(
          parts.map(async ({ partId, category }) => {
            const content = children.get(childId)?.held.get(category);
            if (content === undefined)
              return newEvent(schoolAdministrationParts.sealed, {
                transferId,
                partId,
                category,
                sealed: null,
                contentHash: null,
              });
            const { compact: sealed, contentHash } = await seal(content, {
              typ: toItself ? `school-administration/${category}.v1` : 'transfer-part.v1',
              id: partId,
              from: controller.organisationNumber,
              to: receiver,
              senderPrivateKey: keys.signing,
              recipientPublicKey: keyFor(receiverKeys, 'enc'),
              now: now(),
            });
            return newEvent(schoolAdministrationParts.sealed, { transferId, partId, category, sealed, contentHash });
          }),
        );
      }
      if (type !== partDelivered.type) return undefined;
      const { transferId, childId, partId, category, sealed } = partDelivered.schema.parse(data);
      const refusal = standIn.refuses ?? null;
      const answer = { transferId, partId, category, contentHash: null, refusal };
      if (refusal) return newEvent(schoolAdministrationParts.stored, answer);
      const opened = await open(sealed, {
        self: controller.organisationNumber,
        recipientPrivateKeys: [keys.encryption],
        peerKeys: (organisation) => peerOf(organisation)?.keys,
        typ: 'transfer-part.v1',
        now: now(),
        carried: true,
        seen: () => false,
      });
      children.get(childId)?.held.set(category, String(opened.content));
      standIn.stored.push(`${partId}/${category}`);
      return newEvent(schoolAdministrationParts.stored, { ...answer, contentHash: opened.contentHash });
    },
  };
  return standIn;
}

/** A child of ten whose mother and father hold foreldreansvar. */
export function tenYearOld(childId: string, held: Readonly<Record<string, string>> = {}): Child {
  const holder = (personId: string) => ({ personId, capacity: 'parental-responsibility', cleared: true }) as const;
  return {
    identity: { nationalId: '17841690079', givenName: 'Nora', familyName: 'Haugen', birthDate: '2016-04-17' },
    standing: {
      childId,
      grading: 'UNGRADED',
      birthDate: '2016-04-17',
      careOrder: false,
      holders: [holder(mother), holder(father)],
      schoolYearLevel: 5,
      unitId: null,
      organisationNumber: null,
    },
    held: new Map(Object.entries(held)),
  };
}
export const mother = randomUUID();
export const father = randomUUID();

import { randomUUID } from 'node:crypto';
import { permissionAnswered, transferClosed, transferDocumentMade } from '#contracts/events/data-sharing.ts';
import { caseMessageSent } from '#contracts/events/parent-communication.ts';
import { caseDocumentRecorded, pupilPlacementChanged } from '#contracts/events/school-administration.ts';
import type { Fact } from '#contracts/facts.ts';
import type { Viewer } from '#kit/access/viewer.ts';
import type { ChildVault } from '#kit/events/child-vault.ts';
import { newEvent } from '#kit/events/envelope.ts';
import type { Json } from '#kit/events/sealing/canonical-json.ts';
import { startTestSubgraph, type TestSubgraphOptions } from '#test/support/test-subgraph.ts';
import { sha256 } from '../domain/archive-document.ts';
import { archiveWith } from '../index.ts';
import type { FiksTransport } from '../source/fiks-arkiv/fiks-message.ts';

/** An archive at work over a database in memory, with the vault that its sealed documents are opened from. */
export async function startArchive(options: TestSubgraphOptions = {}, transport?: FiksTransport) {
  const definition = archiveWith(transport);
  let vault: ChildVault | undefined;
  const subgraph = await startTestSubgraph(
    {
      ...definition,
      create(deps) {
        vault = deps.childVault;
        return definition.create(deps);
      },
    },
    { ...options, port: { identityOf: async () => aPupil, ...options.port } },
  );
  if (!vault) throw new Error('the archive was not created');
  return Object.assign(subgraph, {
    vault,
    /** Delivers events and lets the archive journal what they bring. */
    async arises(...events: Parameters<typeof subgraph.deliver>) {
      const envelopes = await subgraph.deliver(...events);
      await subgraph.running.catchUp();
      return envelopes;
    },
    /** The whole of a pupil's record as the graph gives it. */
    async record(childId: string, page: { first?: number; after?: string } = {}, viewer: Partial<Viewer> = {}) {
      const result = await subgraph.query(recordQuery, { id: childId, ...page }, viewer);
      const [pupil] = (result.data?._entities ?? []) as { pupilRecord: RecordAnswer | null }[];
      const record = pupil?.pupilRecord ?? null;
      return { record, entries: record?.journalEntries.edges.map(({ node }) => node) ?? [], errors: result.errors };
    },
  });
}

export interface EntryAnswer {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly registrationId: string | null;
  readonly screening: { readonly legalBasis: string };
  readonly documents: readonly { readonly checksum: string; readonly text: string }[];
}

export interface RecordAnswer {
  readonly id: string;
  readonly caseNumber: string | null;
  readonly status: string;
  readonly journalEntries: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly edges: readonly { readonly node: EntryAnswer }[];
  };
}
/** A synthetic pupil: month + 80. */
export const aPupil = {
  nationalId: '01871551460',
  givenName: 'Ánne',
  familyName: 'Sara Østby',
  birthDate: '2015-07-01',
};
export type StartedArchive = Awaited<ReturnType<typeof startArchive>>;

export const parent: readonly Fact[] = [
  'isParent',
  'holdsParentalResponsibility',
  'livesWithChild',
  'clearedToKnowPlace',
];
export const archivist: readonly Fact[] = ['isArchivist'];
export const sarpsborg = { organisationNumber: '312345679', name: 'Sarpsborg kommune' };

export const aClosedMove = (
  childId: string,
  side: 'SENDER' | 'RECEIVER' | 'WITHIN' = 'SENDER',
  transferId = randomUUID(),
) =>
  newEvent(
    transferClosed,
    { ...transferClosed.example, childId, side, transferId, counterpart: sarpsborg, receiptHash: 'q1w2e3' },
    childId,
  );

export const aPermission = (childId: string, answer: 'PERMITTED' | 'REFUSED' | 'SILENT' = 'PERMITTED') =>
  newEvent(permissionAnswered, { ...permissionAnswered.example, childId, answer }, childId);

export const aPlacement = (childId: string, grading: 'UNGRADED' | 'CONFIDENTIAL' = 'UNGRADED') =>
  newEvent(pupilPlacementChanged, { ...pupilPlacementChanged.example, childId, grading }, childId);

const decisionText: Json = {
  title: 'Vedtak om individuelt tilrettelagd opplæring',
  text: 'Eleven får to timer i uka.',
  decidedOn: '2026-11-20',
  legalBasis: 'opplæringslova § 11-7',
};

export async function aDecision(
  vault: ChildVault,
  childId: string,
  text: Json = decisionText,
  recordId = randomUUID(),
) {
  const category = 'individual-decisions';
  const sealed = await vault.seal(text, { child: childId, category });
  return newEvent(caseDocumentRecorded, { childId, recordId, kind: 'INDIVIDUAL_DECISION', sealed, category }, childId);
}

export async function aDocumentAbroad(vault: ChildVault, childId: string, text: string) {
  const sealed = await vault.seal(text, { child: childId, category: 'transfer-documents' });
  const checksum = sha256(new TextEncoder().encode(text));
  return newEvent(transferDocumentMade, { ...transferDocumentMade.example, childId, sealed, checksum }, childId);
}

export async function aMessage(vault: ChildVault, childId: string, direction: 'INCOMING' | 'OUTGOING' = 'INCOMING') {
  const sentAt = '2026-11-22T08:30:00.000Z';
  const category = 'messages';
  const sealed = await vault.seal(
    { title: 'Søknad om permisjon', text: 'Vi ber om fri i uke 8.', sentAt },
    { child: childId, category },
  );
  return newEvent(
    caseMessageSent,
    { ...caseMessageSent.example, childId, messageId: randomUUID(), direction, sentAt, sealed },
    childId,
  );
}

export const recordQuery = /* GraphQL */ `
  query ($id: ID!, $first: Int, $after: String) {
    _entities(representations: [{ __typename: "Pupil", id: $id }]) {
      ... on Pupil {
        pupilRecord {
          id
          caseNumber
          status
          openedOn
          screening { legalBasis }
          pupil { id }
          journalEntries(first: $first, after: $after) {
            pageInfo { hasNextPage endCursor }
            edges {
              node {
                id
                kind
                type
                status
                registrationId
                title
                screening { legalBasis }
                correspondents { role name organisationNumber }
                documents { title checksum text }
                provenance { controller transferId receiptHash }
                disposal { allowed obstacle }
                waitingBecause
              }
            }
          }
        }
      }
    }
  }
`;

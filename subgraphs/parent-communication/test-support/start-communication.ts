import { randomUUID } from 'node:crypto';
import { pupilPlacementChanged } from '#contracts/events/school-administration.ts';
import type { Fact } from '#contracts/facts.ts';
import type { ViewerRef } from '#contracts/ports.ts';
import { newEvent } from '#kit/events/envelope.ts';
import { startTestSubgraph } from '#test/support/test-subgraph.ts';
import { parentCommunication } from '../index.ts';

/** Facts by person and child, as school-administration would compute them; a test changes them as the story goes. */
export type FactsBook = Map<string, readonly Fact[]>;

export const teacher: readonly Fact[] = ['isContactTeacher', 'isEmployee'];
export const parent: readonly Fact[] = ['holdsParentalResponsibility', 'livesWithChild', 'clearedToKnowPlace'];

export interface CommunicationOptions {
  readonly settings?: unknown;
  /** E-mail addresses by person, as school-administration finds them. */
  readonly addresses?: Map<string, string>;
}

/** The subgraph with facts that differ from person to person: what sending and reading are decided on. */
export async function startCommunication({ settings, addresses = new Map() }: CommunicationOptions = {}) {
  const book: FactsBook = new Map();
  const key = (personId: string, childId: string) => `${personId} ${childId}`;
  const hub = await startTestSubgraph(parentCommunication, {
    ...(settings ? { settings } : {}),
    port: {
      noticeAddresses: async (personIds: readonly string[]) =>
        new Map(personIds.flatMap((id) => (addresses.has(id) ? [[id, addresses.get(id) ?? '']] : []))),
      factsFor: async (viewer: ViewerRef, childIds: readonly string[]) =>
        new Map(
          childIds.flatMap((childId) => {
            const facts = viewer.kind === 'person' ? book.get(key(viewer.personId, childId)) : undefined;
            // A child exists for everyone; without facts about it nothing opens.
            return [[childId, facts ?? []] as const];
          }),
        ),
    },
  });
  const asPerson = async (personId: string, document: string, variables: Record<string, unknown> = {}) => {
    const { data, errors } = await hub.query(document, variables, { kind: 'person', personId });
    return {
      data: (data ?? {}) as Record<string, unknown>,
      errors,
      codes: errors?.map((error) => error.extensions.code),
    };
  };
  return Object.assign(hub, {
    asPerson,
    is: (personId: string, childId: string, facts: readonly Fact[]) => book.set(key(personId, childId), facts),
    /** A child at a unit, with a teacher and two parents. */
    async aFamily() {
      const [childId, unitId, mother, father, contactTeacher] = Array.from({ length: 5 }, () => randomUUID()) as [
        string,
        string,
        string,
        string,
        string,
      ];
      book.set(key(mother, childId), parent);
      book.set(key(father, childId), parent);
      book.set(key(contactTeacher, childId), teacher);
      await hub.deliver(placement(childId, [unitId]));
      return { childId, unitId, mother, father, contactTeacher };
    },
    /** Sends a message and gives the ids of it and its thread. */
    async send(from: string, input: Record<string, unknown>) {
      const { data, errors, codes } = await asPerson(
        from,
        `mutation ($input: SendMessageInput!) { sendMessage(input: $input) {
          message { id } thread { id } userErrors { code message } } }`,
        { input: { subject: 'Turdag', text: 'Husk matpakke', idempotencyKey: randomUUID(), ...input } },
      );
      const payload = data.sendMessage as {
        message: { id: string } | null;
        thread: { id: string } | null;
        userErrors: { code: string; message: string }[];
      } | null;
      return {
        messageId: payload?.message?.id ?? '',
        threadId: payload?.thread?.id ?? '',
        userErrors: payload?.userErrors ?? [],
        errors,
        codes,
      };
    },
    async reply(from: string, messageId: string, text = 'Takk') {
      const { data, codes } = await asPerson(
        from,
        `mutation ($input: ReplyToMessageInput!) { replyToMessage(input: $input) {
          message { id recipients { personId role } } userErrors { code } } }`,
        { input: { messageId, text, idempotencyKey: randomUUID() } },
      );
      const payload = data.replyToMessage as {
        message: { id: string; recipients: { personId: string; role: string }[] } | null;
        userErrors: { code: string }[];
      } | null;
      return { message: payload?.message ?? null, userErrors: payload?.userErrors ?? [], codes };
    },
    /** The threads and messages about a child as a person reads them. */
    async threadsOf(personId: string, childId: string) {
      const { data, errors, codes } = await asPerson(
        personId,
        `query ($id: ID!) { _entities(representations: [{ __typename: "Pupil", id: $id }]) { ... on Pupil { threads { edges { node {
          id subject status closedBecause messages { edges { node { id text read readBy recipients { personId } } } } } } } } } }`,
        { id: childId },
      );
      type Node = {
        id: string;
        subject: string;
        status: string;
        closedBecause: string | null;
        messages: {
          edges: {
            node: {
              id: string;
              text: string;
              read: boolean;
              readBy: number | null;
              recipients: { personId: string }[];
            };
          }[];
        };
      };
      const [pupil] = (data._entities ?? [null]) as [{ threads: { edges: { node: Node }[] } | null } | null];
      return { pupil, threads: pupil?.threads?.edges.map(({ node }) => node) ?? [], errors, codes };
    },
  });
}
export type Communication = Awaited<ReturnType<typeof startCommunication>>;

export const placement = (childId: string, unitIds: string[], active = true) =>
  newEvent(pupilPlacementChanged, { childId, unitIds, groupIds: [], level: 4, grading: 'UNGRADED', active }, childId);

import { HubError } from '#kit/errors/hub-error.ts';
import type { CommunicationContext } from '../context.ts';
import { decideThread, evolveThread, initialThread, type ThreadCommand, type ThreadState } from '../domain/thread.ts';
import { keepThreadEvents } from '../store/keep-thread.ts';
import { isUuid, lockThread, type MessageRow, messageById, unitsOfChild } from '../store/threads.ts';
import { threadSeenBy } from './entities.ts';
import { mutateOnce, type Outcome, refused } from './mutate.ts';

interface SendInput {
  readonly childId: string;
  readonly threadId?: string | null;
  readonly subject?: string | null;
  readonly unitId?: string | null;
  readonly to: readonly string[];
  readonly text: string;
  readonly caseDocument?: boolean | null;
  readonly idempotencyKey: string;
}
type Input<Fields> = { readonly input: Fields & { readonly idempotencyKey: string } };

export const messageMutations = {
  sendMessage: async (_: unknown, { input }: { readonly input: SendInput }, context: CommunicationContext) => {
    const { access, deps, tell, viewerId } = context;
    const { childId, text, caseDocument } = input;
    const { telling, participant } = await tell(childId, [viewerId, ...input.to], access.on);
    const by = participant(viewerId);
    const message = {
      messageId: deps.newId(),
      by,
      text,
      at: access.now.toISOString(),
      telling,
      // What is a case document is the school's to say.
      caseDocument: by.role === 'STAFF' && caseDocument === true,
      to: input.to.map(participant),
    };
    if (input.threadId) {
      const thread = await threadSeenBy(input.threadId, context);
      if (thread?.childId !== childId) throw noSuch('thread');
      return write(context, 'sendMessage', input, thread.id, { type: 'Send', ...message });
    }
    const units = await unitsOfChild(deps.database, childId);
    const unitId = input.unitId ?? (units.length === 1 ? units[0] : undefined);
    if (unitId === undefined || !units.includes(unitId))
      return payload(context, refused({ code: 'WRONG_UNIT', message: 'Name the unit: one where the child is now.' }));
    const threadId = deps.newId();
    const command = { type: 'Open', threadId, childId, unitId, subject: input.subject ?? '', ...message } as const;
    return write(context, 'sendMessage', input, threadId, command);
  },

  replyToMessage: async (
    _: unknown,
    { input }: Input<{ readonly messageId: string; readonly text: string }>,
    context: CommunicationContext,
  ) => {
    const { access, deps, tell, viewerId } = context;
    const answered = await messageSeenBy(input.messageId, context);
    await access.require('send-message', answered.childId);
    const { telling, participant } = await tell(answered.childId, [viewerId, answered.authorId], access.on);
    return write(context, 'replyToMessage', input, answered.threadId, {
      type: 'Reply',
      messageId: deps.newId(),
      inReplyTo: answered.id,
      by: participant(viewerId),
      text: input.text,
      at: access.now.toISOString(),
      telling,
      // An answer belongs to the case of what it answers.
      caseDocument: answered.caseDocument,
    });
  },

  markRead: async (_: unknown, { input }: Input<{ readonly messageId: string }>, context: CommunicationContext) => {
    const { access, tell, viewerId } = context;
    const message = await messageSeenBy(input.messageId, context);
    await access.require('read-message', message.childId);
    const { telling } = await tell(message.childId, [viewerId], access.on);
    const command = {
      type: 'MarkRead',
      messageId: message.id,
      by: viewerId,
      at: access.now.toISOString(),
      telling,
    } as const;
    return write(context, 'markRead', input, message.threadId, command);
  },

  closeThread: async (_: unknown, { input }: Input<{ readonly threadId: string }>, context: CommunicationContext) => {
    const { access, viewerId } = context;
    const thread = await threadSeenBy(input.threadId, context);
    if (!thread) throw noSuch('thread');
    await access.require('close-thread', thread.childId);
    const command = { type: 'Close', reason: 'ENDED', by: viewerId, at: access.now.toISOString() } as const;
    return write(context, 'closeThread', input, thread.id, command);
  },
};

const noSuch = (what: 'thread' | 'message') => new HubError('NOT_FOUND', `There is no such ${what}.`);

/** A message that the viewer wrote or got, about a child that the viewer may know of; any other is as one that does not exist. */
async function messageSeenBy(id: string, { access, deps, viewerId }: CommunicationContext): Promise<MessageRow> {
  const message = await messageById(deps.database, id);
  const isParty =
    message && [message.authorId, ...message.recipients.map(({ personId }) => personId)].includes(viewerId);
  if (!isParty) throw noSuch('message');
  await access.prime([message.childId]);
  if (!access.mayKnow(message.childId)) throw noSuch('message');
  return message;
}

async function write(
  context: CommunicationContext,
  name: string,
  input: { readonly idempotencyKey: string },
  threadId: string,
  command: ThreadCommand,
) {
  const { deps } = context;
  const sealed = await sealCaseDocument(context, threadId, command);
  const outcome = await mutateOnce(context, name, input, async (unit) => {
    const state = await lockThread(unit.tx, threadId);
    const decision = decideThread(command, state);
    if (decision.refusal) return refused(decision.refusal);
    const after = decision.events.reduce(evolveThread, state);
    await keepThreadEvents(unit, after, decision.events, { newId: deps.newId, ...(sealed ? { sealed } : {}) });
    return { id: 'messageId' in command ? command.messageId : null, threadId, userErrors: [] };
  });
  return payload(context, outcome);
}

/** Sealed before the transaction begins: the vault has a connection of its own, and an embedded database has one in all. */
async function sealCaseDocument({ deps }: CommunicationContext, threadId: string, command: ThreadCommand) {
  if (!('caseDocument' in command) || !command.caseDocument) return undefined;
  const state: ThreadState = isUuid(threadId)
    ? await deps.transact(({ tx }) => lockThread(tx, threadId))
    : initialThread();
  const { childId, subject } = command.type === 'Open' ? command : state;
  return deps.childVault.seal(
    { title: subject, text: command.text.trim(), sentAt: command.at },
    { child: childId, category: 'messages' },
  );
}

async function payload(context: CommunicationContext, { id, threadId, userErrors }: Outcome) {
  const { deps } = context;
  return {
    message: id === null ? null : ((await messageById(deps.database, id)) ?? null),
    thread: threadId === undefined ? null : await threadSeenBy(threadId, context),
    userErrors,
  };
}

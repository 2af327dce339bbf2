import type { CommunicationContext } from '../context.ts';
import { type NoticeLanguage, noticeText } from '../domain/notice-texts.ts';
import { defaultPreferences, type NotificationPreferences } from '../domain/preferences.ts';
import { preferencesOf, waitingFor } from '../store/notices.ts';
import { threadSeenBy } from './entities.ts';
import { messageIncident } from './message-incident.ts';

export const Query = {
  thread: (_: unknown, { id }: { id: string }, context: CommunicationContext) => threadSeenBy(id, context),
  messageIncident,
  waiting: async (_: unknown, __: unknown, context: CommunicationContext) => {
    const { access, deps, viewerId } = context;
    const notices = await waitingFor(deps.database, viewerId);
    await access.prime([...new Set(notices.map(({ childId }) => childId))]);
    const open = notices.filter(({ childId, kind }) =>
      kind === 'MESSAGE' ? access.decide(childId, 'messages').allow : access.mayKnow(childId),
    );
    const messages = open.filter(({ kind }) => kind === 'MESSAGE').length;
    return { messages, questions: open.length - messages };
  },
  notificationPreferences: async (_: unknown, __: unknown, { deps, viewerId }: CommunicationContext) =>
    (await preferencesOf(deps.database, [viewerId])).get(viewerId) ?? defaultPreferences,
};

export const NotificationPreferencesFields = {
  email: ({ email }: NotificationPreferences) => email ?? true,
  emailOffered: (_: unknown, __: unknown, { settings }: CommunicationContext) => settings.mail !== undefined,
};

export const Waiting = {
  text: async (
    { messages, questions }: { messages: number; questions: number },
    { language }: { language?: NoticeLanguage | null },
    { deps, viewerId }: CommunicationContext,
  ) => {
    const preferences = (await preferencesOf(deps.database, [viewerId])).get(viewerId) ?? defaultPreferences;
    return noticeText({ MESSAGE: messages, QUESTION: questions }, language ?? preferences.language);
  },
};

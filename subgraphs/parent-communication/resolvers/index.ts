import type { Resolvers } from '#kit/serve/subgraph.ts';
import { absenceMutations } from './absence-mutations.ts';
import { chooseNotifications } from './choose-notifications.ts';
import { AbsenceReport, Message, PermissionRequest, Pupil, Thread, ThreadParticipant } from './entities.ts';
import { MessageIncident, retractMessage } from './message-incident.ts';
import { messageMutations } from './message-mutations.ts';
import { NotificationPreferencesFields, Query, Waiting } from './query.ts';

export const resolvers: Resolvers = {
  Query,
  Mutation: { ...messageMutations, ...absenceMutations, retractMessage, chooseNotifications },
  Pupil,
  Thread,
  Message,
  MessageIncident,
  ThreadParticipant,
  AbsenceReport,
  PermissionRequest,
  Waiting,
  NotificationPreferences: NotificationPreferencesFields,
};

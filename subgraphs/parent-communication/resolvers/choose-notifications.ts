import type { CommunicationContext } from '../context.ts';
import { notificationPreferences } from '../domain/preferences.ts';
import { keepPreferences } from '../store/notices.ts';
import { mutateOnce } from './mutate.ts';
import { Query } from './query.ts';

interface ChooseInput {
  readonly language: string;
  readonly quiet?: { readonly from: string; readonly to: string } | null;
  readonly digest?: { readonly every: string; readonly at: string; readonly weekday?: number | null } | null;
  readonly email?: boolean | null;
  readonly idempotencyKey: string;
}

/** Keeps how a person wants to hear that something waits. */
export async function chooseNotifications(
  _: unknown,
  { input }: { input: ChooseInput },
  context: CommunicationContext,
) {
  await context.access.require('choose-notifications');
  const { language, quiet, digest } = input;
  // A client that knows nothing of e-mail takes no choice back.
  const email = input.email ?? (await Query.notificationPreferences(undefined, undefined, context)).email;
  const chosen = notificationPreferences.safeParse({
    language,
    ...(quiet ? { quiet } : {}),
    ...(email === undefined ? {} : { email }),
    ...(digest
      ? { digest: { every: digest.every, at: digest.at, ...(digest.weekday ? { weekday: digest.weekday } : {}) } }
      : {}),
  });
  const { userErrors } = await mutateOnce(context, 'chooseNotifications', input, async ({ tx }) => {
    if (chosen.success) await keepPreferences(tx, context.viewerId, chosen.data);
    const errors = (chosen.error?.issues ?? []).map((issue) => ({
      code: 'WRONG_CHOICE',
      message: `${issue.path.join('.')}: ${issue.message}.`,
      field: ['input', ...issue.path.map(String)],
    }));
    return { id: null, userErrors: errors };
  });
  return { notificationPreferences: await Query.notificationPreferences(undefined, undefined, context), userErrors };
}

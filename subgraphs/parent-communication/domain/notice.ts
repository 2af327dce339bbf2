import { type NoticeKind, noticeText } from './notice-texts.ts';
import { defaultPreferences, type NotificationPreferences, sendingTime } from './preferences.ts';

/** That something waits for a person. What it is, and about whom, stays inside the hub. */
export interface PendingNotice {
  readonly noticeId: string;
  readonly recipient: string;
  /** Null: it is told of no child in particular. */
  readonly childId: string | null;
  readonly kind: NoticeKind;
  /** Instant, ISO. */
  readonly cameUp: string;
}

/** One notice that goes out, for all that waits for a person. */
export interface Delivery {
  readonly recipient: string;
  readonly text: string;
  readonly noticeIds: readonly string[];
}
export interface NoticePlan {
  readonly deliveries: readonly Delivery[];
  /** Not sent, because the recipient may no longer be told of the child. */
  readonly dropped: readonly string[];
}

/**
 * What goes out now. All that is due to a person goes in one notice; rights are asked again for each notice, because they may
 * have changed while it waited for the morning or the digest.
 */
export function planNotices(
  pending: readonly PendingNotice[],
  preferencesOf: (personId: string) => NotificationPreferences | undefined,
  mayBeTold: (notice: PendingNotice) => boolean,
  now: Date,
): NoticePlan {
  const dropped: string[] = [];
  const due = new Map<string, PendingNotice[]>();
  for (const notice of pending) {
    const preferences = preferencesOf(notice.recipient) ?? defaultPreferences;
    if (sendingTime(new Date(notice.cameUp), preferences) > now) continue;
    if (!mayBeTold(notice)) dropped.push(notice.noticeId);
    else due.set(notice.recipient, [...(due.get(notice.recipient) ?? []), notice]);
  }
  const deliveries = [...due].map(([recipient, notices]) => {
    const counts: Partial<Record<NoticeKind, number>> = {};
    for (const { kind } of notices) counts[kind] = (counts[kind] ?? 0) + 1;
    const { language } = preferencesOf(recipient) ?? defaultPreferences;
    return { recipient, text: noticeText(counts, language), noticeIds: notices.map(({ noticeId }) => noticeId) };
  });
  return { deliveries, dropped };
}

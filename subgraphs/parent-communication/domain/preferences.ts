import { z } from 'zod';
import { addDays, instantOf, isTimeOfDay, localTimeOf, weekdayOf } from './local-time.ts';

const timeOfDay = z.string().refine(isTimeOfDay, 'is a time of day from 00:00 to 23:59');

/** How a person wants to hear that something waits. */
export const notificationPreferences = z
  .strictObject({
    language: z.enum(['nb', 'nn', 'se', 'en']).default('nb'),
    /** No notice goes out from `from` until `to`, also over midnight. */
    quiet: z
      .strictObject({ from: timeOfDay, to: timeOfDay })
      .refine(({ from, to }) => from !== to, 'begins and ends at the same time')
      .optional(),
    /** Whether notices come by e-mail, too, where the hub sends any; they do until somebody says no. */
    email: z.boolean().optional(),
    digest: z
      .discriminatedUnion('every', [
        z.strictObject({ every: z.literal('DAY'), at: timeOfDay }),
        z.strictObject({ every: z.literal('WEEK'), at: timeOfDay, weekday: z.int().min(1).max(7) }),
      ])
      .optional(),
  })
  .readonly();
export type NotificationPreferences = z.infer<typeof notificationPreferences>;

/** What applies until somebody chooses otherwise: at once, but not at night. */
export const defaultPreferences: NotificationPreferences = { language: 'nb', quiet: { from: '21:00', to: '07:00' } };

const norway = 'Europe/Oslo';

/** When a notice that came up at an instant goes out: in the next digest or at once, and never in quiet hours. */
export function sendingTime(cameUp: Date, preferences: NotificationPreferences, timeZone = norway): Date {
  const wanted = preferences.digest ? nextDigest(cameUp, preferences.digest, timeZone) : cameUp;
  return preferences.quiet ? afterQuiet(wanted, preferences.quiet, timeZone) : wanted;
}

type Digest = NonNullable<NotificationPreferences['digest']>;

function nextDigest(after: Date, digest: Digest, timeZone: string): Date {
  const today = localTimeOf(after, timeZone).date;
  for (let days = 0; days <= 8; days += 1) {
    const date = addDays(today, days);
    if (digest.every === 'WEEK' && weekdayOf(date) !== digest.weekday) continue;
    const candidate = instantOf({ date, time: digest.at }, timeZone);
    if (candidate >= after) return candidate;
  }
  return after;
}

function afterQuiet(instant: Date, quiet: { readonly from: string; readonly to: string }, timeZone: string): Date {
  const { date, time } = localTimeOf(instant, timeZone);
  const overMidnight = quiet.from > quiet.to;
  const isQuiet = overMidnight ? time >= quiet.from || time < quiet.to : time >= quiet.from && time < quiet.to;
  if (!isQuiet) return instant;
  const endsOn = overMidnight && time >= quiet.from ? addDays(date, 1) : date;
  const end = instantOf({ date: endsOn, time: quiet.to }, timeZone);
  // In the night that summer time ends, the quiet hour may come twice and its end lie behind us.
  return end > instant ? end : instant;
}

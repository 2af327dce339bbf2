import { z } from 'zod';
import { readSettings } from '#kit/config/read-settings.ts';

/** Data-sharing's part of the settings. */
export const dataSharingSettings = z.object({
  holdSeconds: z
    .number()
    .int()
    .min(0)
    .max(30 * 86_400)
    .default(3_600)
    .describe(
      'How long a recorded move is held before anybody is told, so that a mistyped line in a roster can be mended',
    ),
  permissionDays: z
    .number()
    .min(0.0001)
    .max(365)
    .default(14)
    .describe('How long those who decide have to answer; silence after it withholds the category'),
  permissionReminderDays: z
    .array(z.number().min(0).max(365))
    .max(10)
    .default([3])
    .describe('How many days before the deadline those who have not answered are reminded; empty: never'),
  decideAutomatically: z
    .boolean()
    .default(true)
    .describe('Whether the policy decides as soon as the child is matched, or a person starts it (decideTransfer)'),
  receiveAutomatically: z
    .boolean()
    .default(true)
    .describe('Whether parts that come are stored at once, or a person takes them in (receiveTransfer)'),
  narrowingFile: z
    .string()
    .optional()
    .meta({ path: true })
    .describe("The controller's own file that narrows the transfer policy; it can never widen it"),
  showStaffNames: z
    .boolean()
    .default(false)
    .describe(
      'Whether families see the names of the staff who have looked, or their role and school alone; the controller’s assessment (GDPR art. 15 (4))',
    ),
  peerTimeoutSeconds: z.number().min(1).max(120).default(10).describe('How long a peer may take to answer'),
});
export type DataSharingSettings = z.infer<typeof dataSharingSettings>;

export const readDataSharingSettings = (settings: unknown): DataSharingSettings =>
  readSettings(dataSharingSettings, settings ?? {}, 'the settings of data-sharing');

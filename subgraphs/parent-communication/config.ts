import { z } from 'zod';
import { readSettings } from '#kit/config/read-settings.ts';

const settingsSchema = z
  .strictObject({
    /** Seconds between two looks for notices that are due. */
    noticesEvery: z.number().min(1).max(3600).default(60),
    /** The longest absence, in days, that is reported rather than applied for as leave (permisjon). */
    longestAbsenceDays: z.int().min(1).max(365).default(14),
  })
  .prefault({});
export type ParentCommunicationSettings = z.infer<typeof settingsSchema>;

export const readParentCommunicationSettings = (settings: unknown): ParentCommunicationSettings =>
  readSettings(settingsSchema, settings, 'parent-communication');

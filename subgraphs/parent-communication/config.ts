import { z } from 'zod';
import { readSettings } from '#kit/config/read-settings.ts';
import { mailSettings } from './mail/settings.ts';

/** The part of parent communication in the settings. */
export const parentCommunicationSettings = z
  .strictObject({
    noticesEvery: z
      .number()
      .min(1)
      .max(3600)
      .default(60)
      .describe('Seconds between two looks for notices that are due'),
    longestAbsenceDays: z
      .int()
      .min(1)
      .max(365)
      .default(14)
      .describe('The longest absence, in days, that is reported rather than applied for as leave (permisjon)'),
    mail: mailSettings,
  })
  .prefault({});
export type ParentCommunicationSettings = z.infer<typeof parentCommunicationSettings>;

export const readParentCommunicationSettings = (settings: unknown): ParentCommunicationSettings =>
  readSettings(parentCommunicationSettings, settings, 'parent-communication');

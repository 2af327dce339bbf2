import { z } from 'zod';
import { readSettings } from '#kit/config/read-settings.ts';

const settingsSchema = z
  .strictObject({
    /** Where competence aims are read from: a folder of Grep's JSON, or Grep's API. Without either, only imports bring aims. */
    grep: z
      .union([
        z.strictObject({ folder: z.string().min(1) }),
        z.strictObject({
          url: z.url({ protocol: /^https?$/ }),
          headers: z.record(z.string(), z.string()).default({}),
          /** Hours between readings. */
          every: z
            .number()
            .min(1)
            .max(24 * 31)
            .default(24),
        }),
      ])
      .optional(),
  })
  .default({});
export type LearningResourcesSettings = z.infer<typeof settingsSchema>;

export const readLearningResourcesSettings = (settings: unknown): LearningResourcesSettings =>
  readSettings(settingsSchema, settings, 'learning-resources');

import { z } from 'zod';
import { readSettings } from '#kit/config/read-settings.ts';

/** The part of learning resources in the settings. */
export const learningResourcesSettings = z
  .strictObject({
    grep: z
      .union([
        z.strictObject({ folder: z.string().min(1).meta({ path: true }).describe('A folder of Grep’s JSON') }),
        z.strictObject({
          url: z.url({ protocol: /^https?$/ }).describe('Grep’s API'),
          headers: z.record(z.string(), z.string()).default({}).describe('What each request carries besides'),
          every: z
            .number()
            .min(1)
            .max(24 * 31)
            .default(24)
            .describe('Hours between two readings'),
        }),
      ])
      .optional()
      .describe(
        'Where competence aims are read from: a folder of Grep’s JSON, or Grep’s API. Without either, only imports bring aims',
      ),
  })
  .default({});
export type LearningResourcesSettings = z.infer<typeof learningResourcesSettings>;

export const readLearningResourcesSettings = (settings: unknown): LearningResourcesSettings =>
  readSettings(learningResourcesSettings, settings, 'learning-resources');

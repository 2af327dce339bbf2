import { z } from 'zod';
import { assuranceLevels, carefulAssurance } from '#contracts/assurance.ts';
import { type CategoryId, categoryIds } from '#contracts/categories.ts';

const level = z.enum(assuranceLevels);

/** How long people stay signed in. */
export const sessionSettingsSchema = z
  .object({
    idleMinutes: z
      .number()
      .min(1)
      .max(1_440)
      .default(30)
      .describe('A session ends when nothing was asked for in so many minutes'),
    hours: z
      .number()
      .positive()
      .max(24)
      .default(8)
      .describe('A session ends so many hours after the sign-in, whatever'),
    home: z
      .string()
      .regex(/^\/(?![/\\])/, 'must be a path of the hub, such as /me')
      .default('/')
      .describe('Where one comes after a sign-in that was not asked for by a page'),
  })
  .prefault({})
  .describe('How people are signed in: a cookie, and a session that lies in the hub’s database');

/** The controller's risk assessment. */
export const assuranceSettingsSchema = z
  .object({
    default: level.default(carefulAssurance.default).describe('To see personal data'),
    special: level.default(carefulAssurance.special).describe('To see a category of GDPR art. 9'),
    deeds: level.default(carefulAssurance.deeds).describe('To change anything'),
    categories: z
      .partialRecord(z.enum(categoryIds as [CategoryId, ...CategoryId[]]), level)
      .default({})
      .describe('Categories that are assessed one by one, by id (contracts/categories.ts)'),
  })
  .prefault({})
  .describe(
    'The risk assessment (GDPR art. 32): which level of electronic id (`low`, `substantial`, `high`) a person must have signed in with',
  );

import { z } from 'zod';
import { readSettings } from '#kit/config/read-settings.ts';
import { usualLargestRemovalShare } from './roster/removals.ts';

/** School-administration's part of the settings. */
export const schoolAdministrationSettings = z.object({
  register: z
    .object({
      url: z
        .url()
        .describe(
          "Folkeregisteret's API up to the rights package: https://…/folkeregisteret/offentlig-med-hjemmel/api",
        ),
      token: z.string().min(1).optional().describe('A bearer token from Maskinporten; a demo hub needs none'),
      everySeconds: z.number().int().min(5).max(86_400).default(60).describe('How often the event feed is read'),
    })
    .optional()
    .describe('Without it nobody gets rights but by staff decisions'),
  roster: z
    .object({
      largestRemovalShare: z
        .number()
        .min(0)
        .max(1)
        .default(usualLargestRemovalShare)
        .describe('The share of the enrolments (0–1) that a roster file may end without --accept-removals'),
    })
    .prefault({})
    .describe('How rosters are imported'),
  approvedSystems: z
    .array(
      z.object({
        clientId: z.string().min(1).describe('The client that its tokens name'),
        units: z
          .union([z.literal('all'), z.array(z.string().min(1)).min(1)])
          .describe('Organisation numbers of the units that have approved it, or all'),
      }),
    )
    .default([])
    .describe('Systems that may see the pupils of the schools that have approved them (GDPR art. 28)'),
});
export type SchoolAdministrationSettings = z.infer<typeof schoolAdministrationSettings>;

export const readSchoolAdministrationSettings = (settings: unknown): SchoolAdministrationSettings =>
  readSettings(schoolAdministrationSettings, settings ?? {}, 'the settings of school-administration');

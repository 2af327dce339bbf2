import { z } from 'zod';
import { readNationalId } from '#contracts/identifiers.ts';
import { readSettings } from '#kit/config/read-settings.ts';
import { appointmentSettings } from './appointments.ts';
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
      token: z
        .string()
        .min(1)
        .optional()
        .meta({ secret: true })
        .describe('A bearer token from Maskinporten; a demo hub needs none'),
      everySeconds: z.number().int().min(5).max(86_400).default(60).describe('How often the event feed is read'),
    })
    .optional()
    .describe('Without it nobody gets rights but by staff decisions'),
  contactRegister: z
    .object({
      url: z.url().describe('The address of Kontakt- og reservasjonsregisteret up to its version: https://…/rest/v1'),
      token: z
        .string()
        .min(1)
        .optional()
        .meta({ secret: true })
        .describe('A bearer token from Maskinporten with the scope krr:global/kontaktinformasjon.read'),
    })
    .optional()
    .describe(
      'Where families’ e-mail addresses are looked up at each notice (eForvaltningsforskriften § 8); without it they are those of the roster',
    ),
  roster: z
    .object({
      largestRemovalShare: z
        .number()
        .min(0)
        .max(1)
        .default(usualLargestRemovalShare)
        .describe('The share of the enrolments (0–1) that a roster file may end without --accept-removals'),
      pickUp: z
        .object({
          folder: z
            .string()
            .min(1)
            .meta({ path: true })
            .describe('The folder that rosters are put in. Taken files end in its subfolders done and set-aside'),
          everySeconds: z
            .number()
            .int()
            .min(1)
            .max(86_400)
            .default(60)
            .describe('How often the folder is looked in; a file is taken when it has not changed between two looks'),
        })
        .optional()
        .describe('A folder from which rosters are imported by themselves; without it they are imported by hand'),
    })
    .prefault({})
    .describe('How rosters are imported'),
  receivedCopies: z
    .object({
      disposal: z
        .object({
          citation: z.string().min(1).describe('The regulation or permission of Nasjonalarkivet (arkivlova § 13)'),
          inForceFrom: z.iso.date().describe('The first day that it holds'),
        })
        .optional()
        .describe(
          'The authority to dispose of copies of children who never started; without it they are closed and kept',
        ),
    })
    .prefault({})
    .describe('What becomes of data that came about a child who never started'),
  openings: z
    .object({
      days: z
        .number()
        .int()
        .min(1)
        .max(14)
        .default(1)
        .describe('For how many days a record that was opened with a reason is open, the day itself among them'),
      reviewDays: z
        .number()
        .int()
        .min(1)
        .max(60)
        .default(7)
        .describe('In how many days the leader is to have looked at an opening'),
    })
    .prefault({})
    .describe('How long staff may open, with a written reason, what is not routine for their role'),
  unusualLookUps: z
    .object({
      childrenPerDay: z
        .number()
        .int()
        .min(2)
        .max(100_000)
        .default(200)
        .describe('From how many children outside their groups a day that somebody looked at is told of'),
      openingsPerDay: z
        .number()
        .int()
        .min(2)
        .max(1_000)
        .default(5)
        .describe('From how many records that somebody opened with a reason a day is told of'),
    })
    .prefault({})
    .describe('When look-ups stand out so that those who answer for them are told (GDPR art. 24, 32)'),
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
  administrators: z
    .array(
      z
        .object({
          feideId: z.string().min(3).optional().describe('A Feide user name: user@realm'),
          nationalId: z
            .string()
            .refine((value) => readNationalId(value).valid, 'not a national id')
            .optional()
            .meta({ secret: true })
            .describe('A national id, for one who signs in with ID-porten'),
          givenName: z.string().min(1).describe('Given name'),
          familyName: z.string().min(1).describe('Family name'),
        })
        .refine(({ feideId, nationalId }) => (feideId === undefined) !== (nationalId === undefined), {
          message: 'give feideId or nationalId, one of them',
        }),
    )
    .default([])
    .describe('Case workers of the controller by word of the settings: the first, before a roster names any'),
  appointments: appointmentSettings,
  caseNaming: z
    .object({
      appointed: z
        .array(
          z.union([
            z.strictObject({ feideId: z.string().min(1).describe('A Feide user name: user@realm') }),
            z.strictObject({
              nationalId: z
                .string()
                .refine((value) => readNationalId(value).valid, 'not a national id')
                .meta({ secret: true })
                .describe('A national id, in the place of a Feide user name'),
            }),
          ]),
        )
        .default([])
        .describe(
          'Leaders whom the controller has appointed to name staff for the cases of children with a graded address',
        ),
      longestDays: z.number().int().min(1).max(366).default(365).describe('A naming ends by itself after so many days'),
    })
    .default({ appointed: [], longestDays: 365 })
    .describe('Who names staff for the case of a child by its national id (folkeregisterloven § 10-4)'),
});
export type SchoolAdministrationSettings = z.infer<typeof schoolAdministrationSettings>;

export const readSchoolAdministrationSettings = (settings: unknown): SchoolAdministrationSettings =>
  readSettings(schoolAdministrationSettings, settings ?? {}, 'the settings of school-administration');

import { z } from 'zod';
import { readNationalId } from '#contracts/identifiers.ts';

/** What a controller appoints persons to be by word of its settings: a post in a roster gives none of it. */
export const appointedRoles = ['archivist', 'data-protection-officer', 'operator'] as const;
export type AppointedRole = (typeof appointedRoles)[number];

const role = z
  .enum(appointedRoles)
  .describe(
    'archivist; data-protection-officer: sees the log, and no data of children; operator: sees no personal data',
  );

/** The settings' list of them: each by what they sign in with. */
export const appointmentSettings = z
  .array(
    z.union([
      z.strictObject({ role, feideId: z.string().min(1).describe('A Feide user name: user@realm') }),
      z.strictObject({
        role,
        nationalId: z
          .string()
          .refine((value) => readNationalId(value).valid, 'not a national id')
          .meta({ secret: true })
          .describe('A national id, in the place of a Feide user name'),
      }),
    ]),
  )
  .default([])
  .describe('Whom the controller has appointed archivist, data-protection officer or operator of its systems');

/** The appointments as rows of one length, for a statement: of each, one identity is null. */
export interface Appointments {
  readonly roles: readonly AppointedRole[];
  readonly feideIds: readonly (string | null)[];
  readonly nationalIds: readonly (string | null)[];
}

export const noAppointments: Appointments = { roles: [], feideIds: [], nationalIds: [] };

export const appointmentsOf = (settings: z.infer<typeof appointmentSettings>): Appointments => ({
  roles: settings.map((one) => one.role),
  feideIds: settings.map((one) => ('feideId' in one ? one.feideId : null)),
  nationalIds: settings.map((one) => ('nationalId' in one ? one.nationalId : null)),
});

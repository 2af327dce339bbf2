import { z } from 'zod';
import { readSettings } from '#kit/config/read-settings.ts';
import type { RetentionRule } from './domain/retention.ts';
import { preserveEverything } from './domain/retention.ts';

const retentionRule = z.object({
  kind: z.string().describe('The kind of case document, or * for all others'),
  decision: z
    .enum(['preserve', 'dispose', 'assess-later'])
    .describe('Kept for ever, disposed of after `years`, or assessed again then'),
  years: z.number().int().min(0).max(200).optional().describe('How many years it is kept'),
  authority: z
    .object({
      kind: z
        .enum(['regulation', 'permission'])
        .describe('The regulation (arkivlova 2025 § 12), or a permission (§ 13)'),
      citation: z.string().min(1).describe('Where it stands'),
      inForceFrom: z.iso.date().describe('From which day'),
    })
    .optional()
    .describe('What allows disposal; without it nothing is disposed of'),
});

/** The archive's part of the settings. Every setting has a default that is safe for a municipality without an archive of its own. */
export const archiveSettings = z.object({
  archiveOfRecord: z
    .enum(['embedded', 'fiks-arkiv'])
    .default('embedded')
    .describe(
      "`embedded`: the hub's own tables. `fiks-arkiv`: the controller's archive, reached by Fiks Arkiv's messages",
    ),
  timeoutSeconds: z.number().int().min(1).max(3600).default(60).describe('How long an answer of the archive may take'),
  schemaFolder: z
    .string()
    .optional()
    .meta({ path: true })
    .describe("Folder with Fiks Arkiv's XSDs: every arkivmelding is validated before it leaves"),
  unit: z.string().min(1).default('Oppvekst').describe('The unit that keeps pupil records (administrativEnhet)'),
  responsible: z.string().min(1).default('Rektor').describe('The role that is responsible for them (saksansvarlig)'),
  retention: z.array(retentionRule).default([]).describe('What may be disposed of, when, and by which authority'),
});
export type ArchiveSettings = z.infer<typeof archiveSettings>;

export const readArchiveSettings = (settings: unknown): ArchiveSettings =>
  readSettings(archiveSettings, settings ?? {}, 'the settings of the archive');

/** The controller's rules before the safe one: what no rule names is preserved. */
export const retentionRules = (settings: ArchiveSettings): readonly RetentionRule[] => [
  ...settings.retention.map(({ kind, decision, years, authority }) => ({
    kind,
    decision,
    ...(years === undefined ? {} : { years }),
    ...(authority ? { authority } : {}),
  })),
  ...preserveEverything,
];

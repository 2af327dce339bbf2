import { z } from 'zod';
import { readSettings } from '#kit/config/read-settings.ts';

/** Feide's part of the settings. Without a groups API the subgraph shows what it has read before and asks nobody. */
export const feideSettings = z
  .object({
    url: z.url().optional().describe("Where Feide's groups API for organisations is, without /v1"),
    realm: z
      .string()
      .regex(/^[a-z0-9.-]+$/, 'write it as in user names: ringsaker.kommune.no')
      .optional()
      .describe('The host organisation in Feide'),
    token: z
      .string()
      .min(1)
      .optional()
      .meta({ secret: true })
      .describe('The access token of the hub at the groups API'),
    directory: z
      .url()
      .optional()
      .describe(
        "Where the host organisation's directory takes changes; without it the changes wait for the directory's own import",
      ),
    readEveryMinutes: z
      .number()
      .int()
      .min(1)
      .max(1440)
      .default(60)
      .describe('How often all groups and members are read'),
    lookEverySeconds: z
      .number()
      .min(0.05)
      .max(3600)
      .default(5)
      .describe('How soon the hub looks whether a change shows'),
    timeoutSeconds: z.number().int().min(1).max(300).default(15).describe('How long one answer of Feide may take'),
  })
  .check(({ value, issues }) => {
    if ((value.url === undefined) === (value.realm === undefined)) return;
    issues.push({
      code: 'custom',
      message: 'url and realm belong together: give both or none',
      input: value,
      path: ['url'],
    });
  });
export type FeideSettings = z.infer<typeof feideSettings>;

export const readFeideSettings = (settings: unknown): FeideSettings =>
  readSettings(feideSettings, settings ?? {}, 'the settings of feide');

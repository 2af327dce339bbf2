import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { onceParsed } from '#kit/config/once-parsed.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { type DemoManifest, demoHubNames, furtherHubs, manifestFile, municipalHubs } from './demo-folder.ts';

const subject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('national-id'), nationalId: z.string() }),
  z.object({ kind: z.literal('feide'), feideId: z.string() }),
  z.object({ kind: z.literal('system'), clientId: z.string() }),
]);
const cast = z.array(z.object({ role: z.string(), description: z.string(), subject }));
const controller = z.object({
  organisationNumber: z.string(),
  name: z.string(),
  kind: z.enum(['MUNICIPALITY', 'COUNTY', 'PRIVATE_OWNER']),
  municipalityNumber: z.string().nullable(),
  realm: z.string(),
});
const ofHubs = <Thing extends z.ZodType>(thing: Thing) =>
  z
    .partialRecord(z.enum(demoHubNames), thing)
    .refine((of) => municipalHubs.every((hub) => of[hub] !== undefined), `${municipalHubs.join(' and ')} are needed`);
const manifest = z
  .object({
    seed: z.string(),
    schoolYear: z.number().int(),
    today: z.iso.date(),
    cast: ofHubs(cast),
    controllers: ofHubs(controller),
  })
  .refine(
    ({ cast, controllers }) =>
      furtherHubs.every((hub) => (cast[hub] === undefined) === (controllers[hub] === undefined)),
    'a hub is in one of cast and controllers, and not in the other',
  );

/** What the demo in a folder remembers; an error where there is none, or one that another version of the program has made. */
export function readManifest(dataFolder: string): DemoManifest {
  const file = manifestFile(dataFolder);
  if (!existsSync(file)) throw new HubError('NOT_FOUND', `There is no demo in ${dataFolder}. Run \`npm start\` first.`);
  const read = manifest.safeParse(contentOf(file), onceParsed);
  if (read.success) return read.data as DemoManifest;
  const [issue] = read.error.issues;
  const where = issue?.path.join('.');
  throw new HubError(
    'CONFLICT',
    `The demo in ${dataFolder} was made by another version (demo.json${where ? `, ${where}` : ''}: ${issue?.message}). Its people are synthetic: delete the folder and start again, or give another with --data.`,
  );
}

/** Nothing where the file holds no JSON. */
function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HubError } from '#kit/errors/hub-error.ts';
import type { DemoSubject } from './demo-issuer.ts';

export const demoHubNames = ['ringsaker', 'sarpsborg'] as const;
export type DemoHubName = (typeof demoHubNames)[number];

/** Somebody of the demo whom one may be, in plain words. */
export interface CastMember {
  /** What to write after `--as`. */
  readonly role: string;
  readonly description: string;
  readonly subject: DemoSubject;
}

/** What a demo remembers of itself between starts. */
export interface DemoManifest {
  readonly seed: string;
  readonly schoolYear: number;
  readonly today: string;
  readonly cast: Readonly<Record<DemoHubName, readonly CastMember[]>>;
  readonly controllers: Readonly<
    Record<
      DemoHubName,
      {
        readonly organisationNumber: string;
        readonly name: string;
        readonly municipalityNumber: string;
        readonly realm: string;
      }
    >
  >;
}

export const defaultDataFolder = (): string => resolve(process.env.OPPVEKST_DATA ?? 'data');
export const hubFolderOf = (dataFolder: string, hub: DemoHubName): string => join(dataFolder, hub);
export const databaseFolderOf = (dataFolder: string, hub: DemoHubName): string =>
  join(hubFolderOf(dataFolder, hub), 'database');
export const manifestFile = (dataFolder: string): string => join(dataFolder, 'demo.json');

export function readManifest(dataFolder: string): DemoManifest {
  const file = manifestFile(dataFolder);
  if (!existsSync(file)) throw new HubError('NOT_FOUND', `There is no demo in ${dataFolder}. Run \`npm start\` first.`);
  return JSON.parse(readFileSync(file, 'utf8')) as DemoManifest;
}

export function readHubName(text: string): DemoHubName {
  const name = text.toLowerCase();
  if (name === 'ringsaker' || name === 'sarpsborg') return name;
  throw new HubError('BAD_INPUT', `There is no demo hub "${text}". Write ${demoHubNames.join(' or ')}.`);
}

/** Who has a role in a hub's cast. */
export function castSubject(manifest: DemoManifest, hub: DemoHubName, role: string): DemoSubject {
  const member = manifest.cast[hub].find((one) => one.role === role);
  if (!member)
    throw new HubError('NOT_FOUND', `Nobody of the demo is called "${role}". See \`oppvekst token --list\`.`);
  return member.subject;
}

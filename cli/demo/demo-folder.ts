import { join, resolve } from 'node:path';
import { HubError } from '#kit/errors/hub-error.ts';
import type { DemoSubject } from './demo-issuer.ts';

/** The two municipalities that every demo has, and those that it may have beside them: a county and a private school. */
export const municipalHubs = ['ringsaker', 'sarpsborg'] as const;
export const furtherHubs = ['innlandet', 'furuberget'] as const;
export const demoHubNames = [...municipalHubs, ...furtherHubs] as const;
export type DemoHubName = (typeof demoHubNames)[number];
/** Something of every hub of a demo; the further ones are not in every demo. */
export type OfHubs<Thing> = Readonly<
  Record<(typeof municipalHubs)[number], Thing> & Partial<Record<(typeof furtherHubs)[number], Thing>>
>;

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
  readonly cast: OfHubs<readonly CastMember[]>;
  readonly controllers: OfHubs<DemoController>;
}

export interface DemoController {
  readonly organisationNumber: string;
  readonly name: string;
  readonly kind: 'MUNICIPALITY' | 'COUNTY' | 'PRIVATE_OWNER';
  readonly municipalityNumber: string | null;
  readonly realm: string;
}

/** The hubs of a demo, in the order of `demoHubNames`. */
export const hubsIn = (manifest: DemoManifest): readonly DemoHubName[] =>
  demoHubNames.filter((name) => manifest.controllers[name] !== undefined);

/** Something of one hub of the demo, or an error that says how to have that hub. */
export function ofHub<Thing>(of: OfHubs<Thing>, hub: DemoHubName): Thing {
  const found = of[hub];
  if (found === undefined)
    throw new HubError(
      'NOT_FOUND',
      `This demo has no hub "${hub}". Start it with ${startFlags[hub] ?? '--demo'} first.`,
    );
  return found;
}
const startFlags: Readonly<Partial<Record<DemoHubName, string>>> = {
  innlandet: '--demo --with-county',
  furuberget: '--demo --with-private-school',
};

export const defaultDataFolder = (): string => resolve(process.env.OPPVEKST_DATA ?? 'data');
export const hubFolderOf = (dataFolder: string, hub: DemoHubName): string => join(dataFolder, hub);
export const databaseFolderOf = (dataFolder: string, hub: DemoHubName): string =>
  join(hubFolderOf(dataFolder, hub), 'database');
export const manifestFile = (dataFolder: string): string => join(dataFolder, 'demo.json');

export function readHubName(text: string): DemoHubName {
  const name = text.toLowerCase();
  const found = demoHubNames.find((known) => known === name);
  if (found) return found;
  throw new HubError('BAD_INPUT', `There is no demo hub "${text}". Write ${demoHubNames.join(', ')}.`);
}

/** Who has a role in a hub's cast. */
export function castSubject(manifest: DemoManifest, hub: DemoHubName, role: string): DemoSubject {
  const member = ofHub(manifest.cast, hub).find((one) => one.role === role);
  if (!member)
    throw new HubError('NOT_FOUND', `Nobody of the demo is called "${role}". See \`oppvekst token --list\`.`);
  return member.subject;
}

import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { HubError } from '#kit/errors/hub-error.ts';
import { withEnvironment } from './environment-settings.ts';
import { type HubSettings, hubSettingsSchema } from './hub-settings.ts';
import { onceParsed } from './once-parsed.ts';
import { findCombinations } from './real-hub.ts';
import { findSetting, isKnownPlace, listSettings, type Setting } from './setting-catalogue.ts';

/** The settings' schemas of the subgraphs, by name. */
export type SubgraphSettings = Readonly<Record<string, z.ZodType>>;

/** The whole schema: the hub's own settings and those of every subgraph that is named. */
export const hubSettingsWith = (subgraphs: SubgraphSettings, others: 'refused' | 'passed on' = 'refused') => {
  const parts = Object.fromEntries(Object.entries(subgraphs).map(([name, schema]) => [name, schema.optional()]));
  return hubSettingsSchema.extend({
    subgraphs: (others === 'refused' ? z.object(parts) : z.looseObject(parts))
      .default({})
      .describe('Each subgraph’s own settings, by name'),
  });
};

export interface ReadHubSettings {
  /** The settings file (YAML or JSON). */
  readonly file: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly subgraphs: SubgraphSettings;
  /** What is said of subgraphs that are not named: a process of one subgraph passes over the others' settings. */
  readonly others?: 'refused' | 'passed on';
}

/**
 * Reads a hub's settings from its file and the environment, and tells all that is wrong at once: each setting, what is wrong with
 * it, and how to mend it.
 *
 * @throws CONFIG
 */
export function readHubSettings({ file, environment, subgraphs, others = 'refused' }: ReadHubSettings): HubSettings {
  const schema = hubSettingsWith(subgraphs, others);
  const settings = listSettings(schema);
  const { source, origins, problems } = withEnvironment(readFile(file), environment, settings);
  const result = schema.safeParse(source, onceParsed);
  const tell = (place: readonly string[], words: (setting: Setting | undefined) => string) => {
    const setting = findSetting(settings, place);
    const origin = origins.get(place.join('.'));
    return describeProblem({ place, message: words(setting), setting, origin, source });
  };
  const all = [
    ...problems.map((problem) => `  ${problem}`),
    ...unknownPlaces(source, settings).map((place) =>
      tell(place, () => 'there is no such setting; is it misspelt, or of another version'),
    ),
    ...(result.error?.issues ?? []).map((issue) =>
      tell(issue.path.map(String), (setting) => wordsOf(issue, source, setting)),
    ),
    ...findCombinations(source, settings).map(({ place, message }) => tell(place, () => message)),
  ];
  if (all.length > 0 || !result.success) {
    const count = all.length === 1 ? '1 setting is wrong' : `${all.length} settings are wrong`;
    throw new HubError(
      'CONFIG',
      `${count} in ${file}${origins.size > 0 ? ' and the environment' : ''}:\n${all.join('\n')}`,
      {
        details: { problems: all },
      },
    );
  }
  return withPaths(result.data as HubSettings, settings, dirname(resolve(file)));
}

function readFile(file: string): unknown {
  if (!existsSync(file))
    throw new HubError(
      'CONFIG',
      `There is no settings file ${file}. Make one with \`oppvekst init\`, or name another with --config.`,
    );
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new HubError(
      'CONFIG',
      `The settings file ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
      { cause: error },
    );
  }
  const document = parseDocument(text);
  const [first] = document.errors;
  if (first)
    throw new HubError('CONFIG', `The settings file ${file} is not YAML: ${first.message.split('\n')[0]}`, {
      cause: first,
    });
  const content: unknown = document.toJS();
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new HubError(
      'CONFIG',
      `The settings file ${file} must be a table of settings, such as \`oppvekst init\` writes.`,
    );
  return content;
}

interface Told {
  readonly place: readonly string[];
  readonly message: string;
  readonly setting: Setting | undefined;
  readonly origin: string | undefined;
  readonly source: unknown;
}

/** A line of the error: the setting, where it came from, what is wrong, what was given unless it is a secret, what it means. */
function describeProblem({ place, message, setting, origin, source }: Told): string {
  const name = place.join('.') || '(top)';
  const given = shown(valueAt(source, place));
  const value = setting?.secret || given === undefined ? '' : ` It is ${given}.`;
  const meaning = setting?.description ? ` ${setting.description}.` : '';
  return `  ${name}${origin ? ` (from ${origin})` : ''}: ${message}.${value}${meaning}`;
}

const valueAt = (source: unknown, place: readonly string[]): unknown =>
  place.reduce<unknown>((value, segment) => (value as Record<string, unknown> | null | undefined)?.[segment], source);

const shown = (value: unknown): string | undefined =>
  ['string', 'number', 'boolean'].includes(typeof value) ? JSON.stringify(value).slice(0, 80) : undefined;

function wordsOf(issue: z.core.$ZodIssue, source: unknown, setting: Setting | undefined): string {
  if (issue.code === 'invalid_type') {
    if (valueAt(source, issue.path.map(String)) === undefined) return 'is missing';
    if (setting) return `must be a ${setting.type}`.replace(/a yes or no.*/, 'true or false');
  }
  if (issue.code === 'invalid_value' && setting) return `must be ${setting.type}`;
  return issue.message.replace(/^Invalid input: /, '').replace(/\.$/, '');
}

function unknownPlaces(source: unknown, settings: readonly Setting[]): string[][] {
  const look = (value: unknown, place: string[]): string[][] => {
    if (place.length > 0 && !isKnownPlace(settings, place)) return [place];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, part]) => look(part, [...place, name]));
  };
  return look(source, []);
}

/** Paths on disk count from the settings file's folder, those in a list too. */
function withPaths(read: HubSettings, settings: readonly Setting[], folder: string): HubSettings {
  const copy = structuredClone(read) as Record<string, unknown>;
  for (const { path, isPath } of settings) if (isPath) resolvePath(copy, path, folder);
  return copy as HubSettings;
}

function resolvePath(holder: unknown, [name = '', ...below]: readonly string[], folder: string): void {
  if (typeof holder !== 'object' || holder === null) return;
  if (name === '[]') {
    for (const one of Object.values(holder)) resolvePath(one, below, folder);
    return;
  }
  const part = holder as Record<string, unknown>;
  if (below.length > 0) resolvePath(part[name], below, folder);
  else if (typeof part[name] === 'string') part[name] = resolve(folder, part[name]);
}

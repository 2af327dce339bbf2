import { readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import { environmentSegment, type Setting } from './setting-catalogue.ts';

const prefix = 'OPPVEKST_';
/** Names that the command line and the start read themselves. */
const notSettings = new Set(['OPPVEKST_CONFIG', 'OPPVEKST_DATA', 'OPPVEKST_DEBUG']);

export interface FromEnvironment {
  /** The file's settings with those of the environment over them. */
  readonly source: unknown;
  /** Which variable a place came from. */
  readonly origins: ReadonlyMap<string, string>;
  readonly problems: readonly string[];
}

/**
 * Lays the environment over a settings file: `OPPVEKST_DATABASE__URL` is `database.url`, `OPPVEKST_PEERS__0__URL` the first peer's
 * address. Lists and tables are JSON. A secret may lie in a file that `…_FILE` names.
 */
export function withEnvironment(
  file: unknown,
  environment: Readonly<Record<string, string | undefined>>,
  settings: readonly Setting[],
): FromEnvironment {
  const source: unknown = structuredClone(file ?? {});
  const origins = new Map<string, string>();
  const problems: string[] = [];
  for (const [name, text] of Object.entries(environment).sort()) {
    if (!name.startsWith(prefix) || notSettings.has(name) || text === undefined) continue;
    const found = findPlace(name.slice(prefix.length).split('__'), settings);
    if (!found) {
      problems.push(`${name} (environment): there is no such setting. See docs/settings.generated.md for the names.`);
      continue;
    }
    const read = found.fromFile ? readSecret(name, text) : { text };
    if ('problem' in read) problems.push(read.problem);
    else {
      put(source, found.place, readValue(read.text, found.setting));
      origins.set(found.place.join('.'), name);
    }
  }
  return { source, origins, problems };
}

interface Found {
  readonly place: readonly string[];
  readonly setting: Setting;
  readonly fromFile: boolean;
}

function findPlace(segments: readonly string[], settings: readonly Setting[]): Found | undefined {
  const plain = settings.find((setting) => fitsNames(setting.path, segments));
  if (plain) return { place: placeOf(plain.path, segments), setting: plain, fromFile: false };
  const last = segments.at(-1) ?? '';
  if (!last.endsWith('_FILE')) return undefined;
  const named = [...segments.slice(0, -1), last.slice(0, -'_FILE'.length)];
  const secret = settings.find((setting) => setting.secret && fitsNames(setting.path, named));
  return secret && { place: placeOf(secret.path, named), setting: secret, fromFile: true };
}

const fitsNames = (path: readonly string[], names: readonly string[]): boolean =>
  path.length === names.length &&
  path.every((segment, index) => {
    const name = names[index] ?? '';
    return segment === '*' || (segment === '[]' ? /^\d+$/.test(name) : environmentSegment(segment) === name);
  });

const placeOf = (path: readonly string[], names: readonly string[]): readonly string[] =>
  path.map((segment, index) => (segment === '[]' || segment === '*' ? (names[index] ?? '') : segment));

/** Text stays text, so that a password of digits is one; everything else is read as JSON (or YAML), and stays text if it is neither. */
function readValue(text: string, { type }: Setting): unknown {
  if (type === 'text' || (type.startsWith('`') && !/list|table|number/.test(type))) return text;
  try {
    return parseYaml(text) as unknown;
  } catch {
    return text;
  }
}

function readSecret(name: string, file: string): { readonly text: string } | { readonly problem: string } {
  try {
    return { text: readFileSync(file, 'utf8').trim() };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return {
      problem: `${name} (environment): the file ${file} cannot be read (${code}). It must hold the secret alone.`,
    };
  }
}

function put(target: unknown, place: readonly string[], value: unknown): void {
  let holder = target as Record<string, unknown>;
  for (const [index, segment] of place.slice(0, -1).entries()) {
    const next = holder[segment];
    if (typeof next !== 'object' || next === null) holder[segment] = /^\d+$/.test(place[index + 1] ?? '') ? [] : {};
    holder = holder[segment] as Record<string, unknown>;
  }
  holder[place.at(-1) ?? ''] = value;
}

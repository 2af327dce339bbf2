import { HubError } from '#kit/errors/hub-error.ts';
import { type ResourceDescription, readResourceDescription } from '../domain/resource.ts';
import { isRecord } from './grep/read-text.ts';

/** A resource as a catalogue file gives it: `reference` is the file's own name for it, by which it is known again. */
export interface CatalogueEntry {
  readonly reference: string;
  readonly description: ResourceDescription;
}
export interface CatalogueFinding {
  /** The entry's number in the file, from 1, and its reference where it has one. */
  readonly where: string;
  readonly what: string;
  readonly done: string;
}
export interface CatalogueReading {
  readonly entries: readonly CatalogueEntry[];
  readonly findings: readonly CatalogueFinding[];
}

export const catalogueFormat = 'oppvekst-resources';
const mostEntries = 20_000;

/** Whether a text claims to be a catalogue of resources, by its content. */
export const looksLikeCatalogue = (text: string): boolean =>
  new RegExp(`^\\uFEFF?\\s*\\{\\s*"format"\\s*:\\s*"${catalogueFormat}"`).test(text.slice(0, 1000));

/**
 * Reads a catalogue: `{ "format": "oppvekst-resources", "version": 1, "resources": [{ "reference": "…", …description }] }`.
 * An entry that is wrong is left out with a finding that names every wrong field; a file that is none is an error.
 */
export function readCatalogue(text: string): CatalogueReading {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new HubError('BROKEN_FILE', 'The catalogue is not JSON, or is cut off. Nothing was read.', { cause });
  }
  if (!isRecord(json) || json.format !== catalogueFormat)
    throw new HubError('UNKNOWN_FORMAT', `This is no catalogue of resources: "format" must be "${catalogueFormat}".`);
  if (json.version !== 1)
    throw new HubError('UNKNOWN_FORMAT', 'The catalogue has a version that is not known; version 1 is.');
  if (!Array.isArray(json.resources)) throw new HubError('BROKEN_FILE', 'The catalogue has no list "resources".');
  if (json.resources.length > mostEntries)
    throw new HubError('BAD_INPUT', `A catalogue has at most ${mostEntries} resources.`);
  return readEntries(json.resources);
}

function readEntries(resources: readonly unknown[]): CatalogueReading {
  const entries = new Map<string, CatalogueEntry>();
  const findings: CatalogueFinding[] = [];
  for (const [index, resource] of resources.entries()) {
    const { reference, ...rest } = isRecord(resource) ? resource : { reference: undefined };
    const number = `resource ${index + 1}`;
    if (typeof reference !== 'string' || !/^\S{1,100}$/.test(reference)) {
      findings.push({
        where: number,
        what: 'it has no reference of 1 to 100 characters without spaces',
        done: 'left it out',
      });
      continue;
    }
    const where = `${number} (${reference})`;
    const { description, problems } = readResourceDescription(rest);
    if (problems) {
      const what = problems.map(({ field, message }) => `${field} ${message}`).join('; ');
      findings.push({ where, what, done: 'left it out' });
    } else if (entries.has(reference)) {
      findings.push({ where, what: 'the reference is used twice', done: 'kept the first' });
    } else entries.set(reference, { reference, description });
  }
  return { entries: [...entries.values()], findings };
}

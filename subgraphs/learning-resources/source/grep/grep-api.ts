import { isHubError } from '#kit/errors/hub-error.ts';
import { type FetchJsonSettings, fetchJson } from './fetch-json.ts';
import type { GrepDocument, GrepSource } from './grep-finding.ts';
import { isRecord } from './read-text.ts';

export interface GrepApiSettings extends FetchJsonSettings {
  /** The versioned root, e.g. https://data.udir.no/kl06/v201906/ */
  readonly baseUrl: URL;
  /** Lists to read, each followed by a look-up of every element in it. */
  readonly lists?: readonly string[];
  /** How many look-ups run at the same time; Grep is shared by the whole country. */
  readonly parallel?: number;
}

const listsOfLk20 = ['laereplaner-lk20', 'kompetansemaalsett-lk20', 'kompetansemaal-lk20'];
const mostPages = 1000;

/**
 * Grep's documents over its REST API. A list that cannot be had ends the reading (UNAVAILABLE: better the old catalogue than half
 * a new one); an element that cannot be looked up is taken as the list shows it, with a finding.
 */
export function grepApi(settings: GrepApiSettings): GrepSource {
  return { [Symbol.asyncIterator]: () => readApi(settings) };
}

async function* readApi(settings: GrepApiSettings): AsyncGenerator<GrepDocument, void, undefined> {
  const { lists = listsOfLk20, parallel = 4 } = settings;
  const root = new URL(settings.baseUrl.href.replace(/\/?$/, '/'));
  for (const list of lists) {
    for await (const page of readPages(new URL(list, root), settings)) {
      if (page.finding) yield page;
      else
        for (const entries of inChunks(asList(page.json), parallel)) yield* await lookUp(list, entries, root, settings);
    }
  }
}

/** A page is a list, or an object whose `value` or `items` is one. */
function asList(json: unknown): readonly unknown[] {
  if (Array.isArray(json)) return json;
  const inner = isRecord(json) ? (json.value ?? json.items) : undefined;
  return Array.isArray(inner) ? inner : [json];
}

async function* readPages(first: URL, settings: GrepApiSettings): AsyncGenerator<GrepDocument, void, undefined> {
  const where = first.pathname;
  const seen = new Set<string>();
  for (let url: URL | undefined = first; url; ) {
    seen.add(url.href);
    const { json, next } = await fetchJson(url, settings);
    yield { where, json };
    const following: URL | undefined = next === undefined ? undefined : new URL(next, url);
    if (following && (following.origin !== first.origin || seen.has(following.href) || seen.size >= mostPages)) {
      yield {
        finding: {
          where,
          what: 'the next page points to another host, to a page already read, or is one too many',
          done: 'stopped there',
        },
      };
      return;
    }
    url = following;
  }
}

async function lookUp(
  list: string,
  entries: readonly unknown[],
  root: URL,
  settings: GrepApiSettings,
): Promise<GrepDocument[]> {
  const found = await Promise.all(entries.map((entry) => lookUpOne(list, entry, root, settings)));
  return found.flat();
}

async function lookUpOne(list: string, entry: unknown, root: URL, settings: GrepApiSettings): Promise<GrepDocument[]> {
  const code =
    isRecord(entry) && typeof entry.kode === 'string' && /^[\w.-]{1,60}$/.test(entry.kode) ? entry.kode : undefined;
  // The address is made from the list and the code, never taken from the answer: an answer must not choose whom we call.
  if (code === undefined) return [{ where: list, json: entry }];
  const where = `${list}/${code}`;
  try {
    const { json } = await fetchJson(new URL(where, root), settings);
    return [{ where, json }];
  } catch (error) {
    if (!isHubError(error)) throw error;
    return [{ where, json: entry }, { finding: { where, what: error.message, done: 'used what the list says of it' } }];
  }
}

function* inChunks<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

import { HubError } from '#kit/errors/hub-error.ts';
import { readBulkAnswer, readFeedPage, readPersonDocument } from './documents.ts';
import { type ReadPersonOptions, type RegisteredPerson, readPerson } from './read-person.ts';
import { type FolkeregisteretConnection, requestFolkeregisteret } from './request.ts';

/** How far the hub has read; the reader keeps it, Folkeregisteret does not. */
export interface FeedPointer {
  /** The last sequence number that was dealt with; 0 before the first. */
  readonly sequence: number;
  /** From the last answer, when it held nothing new. */
  readonly etag?: string | undefined;
}

export interface RegisterEvent {
  readonly sequence: number;
  readonly nationalId: string;
  /** Folkeregisteret's own `hendelsetype`, known to us or not. */
  readonly type: string;
  readonly recordedAt: string;
}

export interface FeedPage {
  readonly events: readonly RegisterEvent[];
  /** To store in the transaction that deals with the events. */
  readonly next: FeedPointer;
  /** A full page: there may be more. */
  readonly more: boolean;
}

export interface FolkeregisteretClient {
  /** One page of the event feed, oldest first. */
  readFeed(pointer: FeedPointer): Promise<FeedPage>;
  /** A person as registered now, or undefined when the register has none by that number. */
  lookUp(nationalId: string): Promise<RegisteredPerson | undefined>;
  /** Many at once, by the number asked for; those the register does not know are absent. */
  lookUpAll(nationalIds: readonly string[]): Promise<ReadonlyMap<string, RegisteredPerson>>;
}

/** The parts the hub has a purpose for (data minimisation, GDPR art. 5 (1) c); nothing else is asked for. */
export const wantedParts = [
  'identifikasjonsnummer',
  'navn',
  'foedsel',
  'doedsfall',
  'status',
  'falskIdentitet',
  'bostedsadresse',
  'deltBosted',
  'adressebeskyttelse',
  'familierelasjon',
  'foreldreansvar',
  'vergemaalEllerFremtidsfullmakt',
  'historikk',
] as const;

const partQuery = wantedParts.map((part) => `part=${part}`).join('&');
const pageSize = 1000;
const bulkSize = 500;

export type FolkeregisteretClientOptions = FolkeregisteretConnection & ReadPersonOptions;

/** Reads Folkeregisteret's API for public bodies with a legal basis (`offentlig-med-hjemmel`). */
export function createFolkeregisteretClient(options: FolkeregisteretClientOptions): FolkeregisteretClient {
  return {
    async readFeed(pointer) {
      const first = pointer.sequence + 1;
      const reply = await requestFolkeregisteret(options, {
        path: `/v1/hendelser/feed?seq=${first}`,
        etag: pointer.etag,
      });
      if (reply.status === 304) return { events: [], next: pointer, more: false };
      if (reply.status === 404)
        throw new HubError('CONFIG', 'Folkeregisteret has no event feed at the configured address');
      const entries = readFeedPage(reply.body);
      let last = pointer.sequence;
      for (const { sekvensnummer } of entries) {
        // Out of order or from before the pointer: going on would lose events.
        if (sekvensnummer <= last)
          throw new HubError('UNKNOWN_FORMAT', `Folkeregisteret's event feed is not in order after number ${last}`);
        last = sekvensnummer;
      }
      return {
        events: entries.map(({ sekvensnummer, hendelse }) => ({
          sequence: sekvensnummer,
          nationalId: hendelse.folkeregisteridentifikator,
          type: hendelse.hendelsetype,
          recordedAt: hendelse.ajourholdstidspunkt,
        })),
        // An ETag belongs to the address it came from: only an empty page is asked for by the same address again.
        next: { sequence: last, ...(entries.length === 0 && reply.etag !== undefined ? { etag: reply.etag } : {}) },
        more: entries.length >= pageSize,
      };
    },

    async lookUp(nationalId) {
      const reply = await requestFolkeregisteret(options, {
        path: `/v1/personer/${encodeURIComponent(nationalId)}?${partQuery}`,
      });
      if (reply.status !== 200) return undefined;
      return asAskedFor(nationalId, readPerson(readPersonDocument(reply.body), options));
    },

    async lookUpAll(nationalIds) {
      const found = new Map<string, RegisteredPerson>();
      const wanted = [...new Set(nationalIds)];
      for (let start = 0; start < wanted.length; start += bulkSize) {
        const batch = wanted.slice(start, start + bulkSize);
        const reply = await requestFolkeregisteret(options, {
          method: 'POST',
          path: `/v1/personer/bulkoppslag?${partQuery}`,
          body: { foedselsEllerDNummer: batch },
        });
        if (reply.status !== 200)
          throw new HubError('CONFIG', 'Folkeregisteret has no bulk look-up at the configured address');
        const asked = new Set(batch);
        for (const { foedselsEllerDNummer: id, folkeregisterperson: document } of readBulkAnswer(reply.body))
          if (document && asked.has(id)) found.set(id, asAskedFor(id, readPerson(document, options)));
      }
      return found;
    },
  };
}

/** An answer about somebody else than the one asked for is no answer. */
function asAskedFor(nationalId: string, person: RegisteredPerson): RegisteredPerson {
  if (person.nationalId === nationalId || person.formerNationalIds.includes(nationalId)) return person;
  throw new HubError('UNKNOWN_FORMAT', 'Folkeregisteret answered about another person than the one asked for');
}

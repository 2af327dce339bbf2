/** Opens a roster of any format the hub reads: recognised by content, read as a stream, checked. */
import { HubError } from '#kit/errors/hub-error.ts';
import { checkRoster } from './check-roster.ts';
import type { FileBundle } from './files/bundle.ts';
import { readManifest } from './one-roster/read-manifest.ts';
import { readOneRoster } from './one-roster/read-one-roster.ts';
import { readPifu } from './pifu/read-pifu.ts';
import { formatsReadNow, type RosterFormat, recogniseFormat, recognitionLength } from './recognise-format.ts';
import { finding, type RosterFinding } from './roster-findings.ts';
import type { RosterItem } from './roster-records.ts';
import type { RosterCheckOptions } from './roster-state.ts';

export interface OpenRoster {
  readonly format: RosterFormat;
  /** Records and findings in the order of the file; findings about missing references come last. */
  readonly items: AsyncGenerator<RosterItem, void, undefined>;
}

/** Recognises and opens a roster. Throws a HubError when it is no roster, or of a kind that the hub does not read. */
export async function openRoster(
  input: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: RosterCheckOptions,
): Promise<OpenRoster> {
  const { firstBytes, chunks } = await peek(input);
  const format = recogniseFormat(firstBytes);
  if (format.standard === 'oneroster')
    throw new HubError(
      'UNKNOWN_FORMAT',
      `The file is one of the files of a OneRoster bundle. ${formatsReadNow} Name the folder, or a zip of it. Nothing was imported.`,
    );
  return { format, items: checkRoster(readPifu(chunks, format.encoding), options) };
}

/** Opens a roster that is several files; `manifest.csv` says what it is. */
export async function openRosterBundle(bundle: FileBundle, options: RosterCheckOptions): Promise<OpenRoster> {
  const findings: RosterFinding[] = [];
  const manifest = await readManifest(bundle, (...parts) => void findings.push(finding(...parts)));
  const { version, extract } = manifest;
  return {
    format: { standard: 'oneroster', form: 'csv', version, extract },
    items: checkRoster(readOneRoster(bundle, manifest, findings), options),
  };
}

/** The first bytes, and a stream that gives them again before the rest. */
async function peek(input: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
  const iterator = Symbol.asyncIterator in input ? input[Symbol.asyncIterator]() : input[Symbol.iterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < recognitionLength) {
    const next = await iterator.next();
    if (next.done) break;
    first.push(next.value);
    length += next.value.length;
  }
  async function* chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* first;
      first.length = 0;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      // A reader that stops in the middle lets go of the file.
      await iterator.return?.();
    }
  }
  return { firstBytes: Buffer.concat(first).subarray(0, recognitionLength), chunks: chunks() };
}

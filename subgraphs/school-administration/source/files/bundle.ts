/** Several files that make one roster, in a folder or a zip; each may be read more than once. */
import { HubError } from '#kit/errors/hub-error.ts';

export interface FileBundle {
  /** Names of the files, without folders. */
  readonly names: ReadonlySet<string>;
  open(name: string): Promise<AsyncIterable<Uint8Array>>;
  close(): Promise<void>;
}

/** What no roster needs more of. A municipality's largest file is some hundred megabytes. */
export const bundleLimits = {
  files: 200,
  /** Bytes when unpacked, all files together. */
  bytes: 4 * 1024 ** 3,
  /** How many times larger a file may be unpacked than packed; CSV of people packs about ten to one. */
  ratio: 200,
  /** Below so many bytes unpacked the ratio says nothing. */
  ratioFrom: 1024 ** 2,
} as const;

/** The name of one file, without tricks: no folder, no drive, no control characters. */
export function plainName(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^[^/\\:\p{Cc}]{1,200}$/u.test(name) && !/^\.+$/.test(name) ? name : undefined;
}

export const refuseBundle = (why: string): HubError => new HubError('BROKEN_FILE', `${why} Nothing was imported.`);

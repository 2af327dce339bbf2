import type { Viewer } from '#kit/access/viewer.ts';

/** Where people send files to: an endpoint of its own beside the graph, for what is too large for a query. */
export interface UploadPath {
  /** Such as `/uploads/rosters`. */
  readonly path: string;
  /** What the one who sends must be allowed to do. */
  readonly deed: string;
  readonly largestBytes: number;
}

/** A file as it came, on the disk of the process that took it in. */
export interface ReceivedFile {
  readonly path: string;
  /** As its sender calls it, without folders or control characters. */
  readonly name: string;
  readonly bytes: number;
  /** SHA-256, in hex. */
  readonly sha256: string;
}

/** What the sender is told: the id by which the graph tells more. */
export interface TakenFile {
  readonly id: string;
}

/** Takes a file over: it is moved away from where it lies. Throws a HubError when it is not wanted. */
export type TakeUpload = (viewer: Viewer, file: ReceivedFile) => Promise<TakenFile>;

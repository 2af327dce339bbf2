import type { AssuranceLevel } from '#contracts/assurance.ts';
import type { ViewerRef } from '#contracts/ports.ts';

/** Who asks, for what. Made by the gateway from a verified token or session; a subgraph only reads it. */
export type Viewer = ViewerRef & {
  /** A processing activity of the art. 30 record; staff and systems state it. */
  readonly purpose: string | null;
  /** The organisation the viewer belongs to, by organisation number. */
  readonly organisation: string | null;
  /** How surely a person is who they say; null for a system, which proves itself by its keys. */
  readonly assurance: AssuranceLevel | null;
};

export const viewerKey = (viewer: ViewerRef): string =>
  viewer.kind === 'person' ? `person:${viewer.personId}` : `system:${viewer.clientId}`;

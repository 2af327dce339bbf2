import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type Document, isSeq, parseDocument } from 'yaml';
import { HubError } from '#kit/errors/hub-error.ts';
import { readConfig } from '../hub-target.ts';
import type { PeerFile } from './peer-file.ts';

/** Puts a peer into a settings file, whole or not at all; comments and everything else stay as they are. */
export async function addPeerToConfig(file: string, peer: PeerFile, replace: boolean): Promise<void> {
  const document = parseDocument(readFileSync(file, 'utf8'));
  const { format: _, ...entry } = peer;
  const peers = listOf(document);
  const place = peers.items.findIndex((item) => isMapOf(item, peer.organisationNumber));
  if (place >= 0 && !replace)
    throw new HubError(
      'CONFLICT',
      `${peer.name} is a peer already. Use --replace when it has new keys or a new address.`,
    );
  if (place >= 0) peers.set(place, document.createNode(entry));
  else peers.add(document.createNode(entry));
  const part = `${file}.part`;
  writeFileSync(part, String(document), { mode: 0o600 });
  try {
    await readConfig(part);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

function listOf(document: Document) {
  if (!isSeq(document.get('peers'))) document.set('peers', document.createNode([]));
  const peers = document.get('peers');
  if (!isSeq(peers)) throw new HubError('CONFIG', 'peers is not a list in the settings file.');
  peers.flow = false;
  return peers;
}

const isMapOf = (item: unknown, organisationNumber: string): boolean =>
  typeof item === 'object' &&
  item !== null &&
  'get' in item &&
  String((item as { get(key: string): unknown }).get('organisationNumber')) === organisationNumber;

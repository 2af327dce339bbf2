import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { HubError } from '#kit/errors/hub-error.ts';
import { createHubKeys, type HubKeys, withoutPrivate } from '#kit/events/sealing/hub-keys.ts';
import { keysFile, readSecrets } from './hub-secrets.ts';

const dayMs = 24 * 60 * 60 * 1_000;
/** Every process of the hub has read the file anew by then. */
const settleMs = 60_000;

/** One of a hub's keys, as an operator sees it. */
export interface ListedKey {
  readonly kid: string;
  readonly for: 'signatures' | 'encryption';
  /** `past`: verifies the hub's own records, and nothing that comes from elsewhere. */
  readonly state: 'in use' | 'next' | 'retired' | 'past';
  /** For a retired key: until when it opens and verifies what is under way. */
  readonly until: string | null;
}

export function listKeys({ signing, encryption, next, retired = [], past = [] }: HubKeys): readonly ListedKey[] {
  const listed = (key: { kid: string; use?: string }, state: ListedKey['state'], until: string | null = null) =>
    ({ kid: key.kid, for: key.use === 'sig' ? 'signatures' : 'encryption', state, until }) as const;
  return [
    listed(signing, 'in use'),
    listed(encryption, 'in use'),
    ...(next ? [listed(next.signing, 'next'), listed(next.encryption, 'next')] : []),
    ...retired.map(({ key, until }) => listed(key, 'retired', until)),
    ...past.map((key) => listed(key, 'past')),
  ];
}

/** Makes the next keys. They open what is sealed to them from then on, and sign nothing yet: peers must know them first. */
export async function prepareKeys(folder: string, now: Date): Promise<HubKeys> {
  const { next: made, ...keys } = readSecrets(keysFile(folder)).keys;
  if (made)
    throw new HubError(
      'CONFLICT',
      `The next keys were made ${made.madeAt.slice(0, 19)}: use them with \`keys rotate --use\`.`,
    );
  return write(folder, { ...keys, next: { ...(await createHubKeys()), madeAt: now.toISOString() } });
}

/**
 * Takes the next keys into use. Those before open and verify what is under way for so many days; the one for signatures loses its private
 * half, and signs no more.
 *
 * @throws CONFLICT when none are made, or they are so new that a process may not know them; `atOnce` passes over that
 */
export function takeNextKeys(
  folder: string,
  { keepDays, atOnce, now }: { readonly keepDays: number; readonly atOnce: boolean; readonly now: Date },
): HubKeys {
  const { signing, encryption, next, retired = [], past = [] } = readSecrets(keysFile(folder)).keys;
  if (!next) throw new HubError('CONFLICT', 'No next keys are made. Make them with `keys rotate --prepare` first.');
  if (!atOnce && now.getTime() - Date.parse(next.madeAt) < settleMs)
    throw new HubError(
      'CONFLICT',
      'The next keys are not a minute old: a process of the hub may not know them, and peers need your new file (`peers export`).',
    );
  const until = new Date(now.getTime() + keepDays * dayMs).toISOString();
  return write(folder, {
    signing: next.signing,
    encryption: next.encryption,
    retired: [{ key: withoutPrivate(signing), until }, { key: encryption, until }, ...retired],
    past,
  });
}

/**
 * Deletes retired keys whose day is over; gives how many. What was sealed to one of them is opened no more, and what one of them signed is
 * believed no more, but for the hub's own records.
 */
export function forgetKeys(folder: string, now: Date): number {
  const { retired = [], past = [], ...keys } = readSecrets(keysFile(folder)).keys;
  const over = retired.filter(({ until }) => Date.parse(until) <= now.getTime()).map(({ key }) => key);
  if (over.length === 0) return 0;
  const kept = retired.filter(({ key }) => !over.includes(key));
  write(folder, { ...keys, retired: kept, past: [...past, ...over.filter(({ use }) => use === 'sig')] });
  return over.length;
}

/** In the place of the file, whole or not at all; the master key in it stays as it is. */
function write(folder: string, keys: HubKeys): HubKeys {
  const file = keysFile(folder);
  const content = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const part = `${file}.${process.pid}`;
  writeFileSync(part, JSON.stringify({ ...content, keys }, null, 2), { mode: 0o600, flush: true });
  chmodSync(part, 0o600);
  renameSync(part, file);
  return keys;
}

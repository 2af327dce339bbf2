import { existsSync, linkSync, mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Document, isMap, isSeq, type YAMLMap } from 'yaml';
import { subgraphSettings } from '#gateway/hub/subgraphs.ts';
import type { HubSettings, HubSettingsInput } from '#kit/config/hub-settings.ts';
import { hubSettingsWith } from '#kit/config/read-hub-settings.ts';
import { findSetting, listSettings, type Setting } from '#kit/config/setting-catalogue.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { keysFile, makeHubSecrets } from '#kit/serve/hub-secrets.ts';
import { readNewConfig } from './read-new-config.ts';
import { secretsToCome } from './secrets-to-come.ts';

/**
 * Writes the settings file and makes the keys: both, or neither. What is there already is never written over.
 *
 * @throws CONFLICT when there is a file or there are keys; CONFIG when the settings would not be taken at start
 */
export async function writeConfig(
  file: string,
  config: HubSettingsInput,
  check: (settings: HubSettings) => Promise<void> = async () => undefined,
): Promise<void> {
  const keysFolder = resolve(dirname(file), config.keysFolder);
  if (existsSync(file))
    throw new HubError('CONFLICT', `${file} is there already. It is not written over: name another with --config.`);
  if (existsSync(keysFile(keysFolder)))
    throw new HubError(
      'CONFLICT',
      `There are keys in ${keysFile(keysFolder)} already. They are not written over: name another folder with --keys-folder.`,
    );
  const isNew = !existsSync(keysFolder);
  const part = `${file}.part`;
  const undo: Array<() => void> = [];
  try {
    makeParent(file);
    undo.push(() => rmSync(part, { force: true }));
    writeFileSync(part, commented(config), { mode: 0o600 });
    await check(readNewConfig(part, config));
    // A folder that is not empty stays: others have something in it.
    if (isNew) undo.push(() => rmdirSync(keysFolder));
    await makeHubSecrets(keysFolder);
    undo.push(() => rmSync(keysFile(keysFolder), { force: true }));
    // Unlike a rename, a link does not take the place of a file that has come meanwhile.
    linkSync(part, file);
    rmSync(part);
  } catch (error) {
    for (const step of undo.reverse()) attempt(step);
    throw whyNotWritten(error, file);
  }
}

function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // What cannot be undone is told by the error that made it be undone.
  }
}

function makeParent(file: string): void {
  mkdirSync(dirname(resolve(file)), { recursive: true });
}

function whyNotWritten(error: unknown, file: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EEXIST')
    return new HubError('CONFLICT', `${file} was made by somebody else meanwhile. Nothing was changed.`);
  const words: Readonly<Record<string, string>> = {
    ENOSPC: 'the disk is full',
    EACCES: 'this user may not write there',
    EROFS: 'the disk is read-only',
  };
  const why = words[code ?? ''];
  return why
    ? new HubError('CONFIG', `${file} cannot be written: ${why}. Nothing was left behind.`, { cause: error })
    : error;
}

/** The settings as YAML, each with what it means before it, and what could be set besides. */
export function commented(config: HubSettingsInput): string {
  const settings = listSettings(hubSettingsWith(subgraphSettings));
  const document = new Document(config);
  document.commentBefore = ` The settings of the hub of ${config.controller.name}. Every setting is in docs/settings.generated.md;
 each can come from the environment instead. Secrets belong there: OPPVEKST_DATABASE__URL_FILE and so on.`;
  for (const { name } of secretsToCome(config))
    document.commentBefore += `\n At start must be given: ${name}, or ${name}_FILE.`;
  if (isMap(document.contents)) comment(document.contents, [], settings);
  return String(document);
}

function comment(map: YAMLMap, place: readonly string[], settings: readonly Setting[]): void {
  for (const [index, pair] of map.items.entries()) {
    const key = pair.key as { value: unknown; commentBefore?: string; spaceBefore?: boolean };
    const here = [...place, String(key.value)];
    const setting = findSetting(settings, here);
    if (setting?.description) key.commentBefore = ` ${setting.description}`;
    if (place.length === 0 && index > 0) key.spaceBefore = true;
    if (isMap(pair.value)) comment(pair.value, here, settings);
    // The first of a list says it for the others.
    const first = isSeq(pair.value) ? pair.value.items[0] : undefined;
    if (isMap(first)) comment(first, [...here, '0'], settings);
  }
}

import { basename } from 'node:path';
import { sql } from 'kysely';
import { type DemoHubName, demoHubNames } from '#cli/demo/demo-folder.ts';
import type { HubSettingsInput } from '#kit/config/hub-settings.ts';
import { openDatabase } from '#kit/database/database.ts';
import { removeTopics } from './kafka-topics.ts';

// The journeys are told over any of four engines, from the same files: TEST_DATABASE is "pglite" or "postgres" (with DATABASE_URL),
// TEST_LOG is "embedded" or "kafka" (with KAFKA_BROKERS, or a broker that the run starts for itself).

export const onPostgres = oneOf('TEST_DATABASE', ['pglite', 'postgres']) === 'postgres';
export const onKafka = oneOf('TEST_LOG', ['embedded', 'kafka']) === 'kafka';

function oneOf<Value extends string>(variable: string, values: readonly [Value, ...Value[]]): Value {
  const given = process.env[variable] || values[0];
  const found = values.find((value) => value === given);
  if (!found) throw new Error(`${variable} must be ${values.join(' or ')}, not "${given}"`);
  return found;
}

function required(variable: string, why: string): string {
  const given = process.env[variable];
  if (!given) throw new Error(`${why} needs ${variable}`);
  return given;
}

const serverUrl = () => required('DATABASE_URL', 'TEST_DATABASE=postgres');
const brokers = () => required('KAFKA_BROKERS', 'TEST_LOG=kafka').split(',');

/** Names a hub's database and topics by the folder that its other data lies in; a folder that is being made has the name it will get. */
const nameOf = (dataFolder: string, hub: DemoHubName) =>
  `${basename(dataFolder)
    .replace(/\.part$/, '')
    .toLowerCase()}-${hub}`;

const urlOf = (name: string): string => {
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url.href;
};

/** The part of a hub's settings that says which engines carry it. */
export function engineSettings(dataFolder: string, hub: DemoHubName): Partial<HubSettingsInput> {
  const name = nameOf(dataFolder, hub);
  return {
    ...(onPostgres ? { database: { kind: 'postgres', url: urlOf(name) } } : {}),
    ...(onKafka
      ? { eventLog: { kind: 'kafka', brokers: brokers(), prefix: name, partitions: 3, sessionSeconds: 6 } }
      : {}),
  };
}

async function onServer(statements: readonly string[]): Promise<void> {
  const server = await openDatabase({ kind: 'postgres', url: serverUrl(), poolSize: 1 });
  try {
    for (const statement of statements) await sql.raw(statement).execute(server.kysely);
  } finally {
    await server.close();
  }
}

/** Makes the hubs' databases where the engine has a server for them: empty, or as copies of those of another folder. */
export async function createEngines(dataFolder: string, copyOf?: string): Promise<void> {
  if (!onPostgres) return;
  const template = (hub: DemoHubName) => (copyOf ? ` template "${nameOf(copyOf, hub)}"` : '');
  await onServer(
    demoHubNames.flatMap((hub) => [
      `drop database if exists "${nameOf(dataFolder, hub)}" with (force)`,
      `create database "${nameOf(dataFolder, hub)}"${template(hub)}`,
    ]),
  );
}

/** Removes what the hubs of a folder have outside it. */
export async function removeEngines(dataFolder: string): Promise<void> {
  if (onPostgres)
    await onServer(demoHubNames.map((hub) => `drop database if exists "${nameOf(dataFolder, hub)}" with (force)`));
  if (onKafka) for (const hub of demoHubNames) await removeTopics(brokers(), nameOf(dataFolder, hub));
}

/** Removes the databases of runs that have ended, and could not remove them. */
export async function removeOldEngines(isOld: (name: string) => boolean): Promise<void> {
  if (!onPostgres) return;
  const server = await openDatabase({ kind: 'postgres', url: serverUrl(), poolSize: 1 });
  try {
    const { rows } = await sql<{
      name: string;
    }>`select datname as name from pg_database where datname like 'oppvekst-journey%'`.execute(server.kysely);
    for (const { name } of rows.filter((row) => isOld(row.name)))
      await sql.raw(`drop database if exists "${name}" with (force)`).execute(server.kysely);
  } finally {
    await server.close();
  }
}

import type { TransferPolicy } from '#contracts/policy/transfer-policy.ts';
import type { SchoolAdministrationPort } from '#contracts/ports.ts';
import type { RegisteredClient } from '#kit/config/client-settings.ts';
import type { Database } from '#kit/database/database.ts';
import type { ChildVault } from '#kit/events/child-vault.ts';
import type { Transact } from '#kit/events/outbox.ts';
import type { HubKeys } from '#kit/events/sealing/hub-keys.ts';
import type { Log } from '#kit/log/log.ts';
import type { OutageLog } from '#kit/log/outage-log.ts';
import type { Processing } from '#kit/personal-data/processing.ts';
import type { Controller, Peer, SubgraphDeps } from '#kit/serve/subgraph.ts';
import type { DataSharingSettings } from '../config.ts';
import type { Actor, CommandStamp } from '../domain/actor.ts';
import type { DataSharingTables } from '../store/tables.ts';

/** What the steps of transfers work with, for one hub. */
export interface Process {
  readonly controller: Controller;
  readonly peers: readonly Peer[];
  readonly clients: readonly RegisteredClient[];
  readonly keys: HubKeys;
  readonly childVault: ChildVault;
  readonly database: Database<DataSharingTables>;
  readonly transact: Transact<DataSharingTables>;
  readonly port: SchoolAdministrationPort;
  readonly settings: DataSharingSettings;
  readonly log: Log;
  readonly personalDataOf: SubgraphDeps<DataSharingTables>['personalDataOf'];
  /** The folder of dated policy sets. */
  readonly policyRoot: string;
  /** What tells of steps of a kind, or of messages to a peer, that fail for a while. */
  outageOf(what: string): OutageLog;
  /** The transfer policy in force on a date, narrowed by the controller. */
  policyOn(date: string): TransferPolicy;
  /** What the controller does with personal data, by the access policy in force on a date. */
  processingOn(date: string): readonly Processing[];
  now(): Date;
  newId(): string;
  /** Runs what is due soon, instead of at the next interval. */
  wake(): void;
}

const hub: Actor = { kind: 'system', id: 'data-sharing' };
/** The hub itself acts, now. */
export const bySystem = (process: Pick<Process, 'now'>): CommandStamp => ({
  at: process.now().toISOString(),
  actor: hub,
});
export const byPeer = (process: Pick<Process, 'now'>, organisation: string): CommandStamp => ({
  at: process.now().toISOString(),
  actor: { kind: 'peer', id: organisation },
});

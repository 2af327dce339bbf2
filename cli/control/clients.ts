import { z } from 'zod';
import { countDocuments, registerDocuments } from '#gateway/documents/document-store.ts';
import { type RegisteredDocument, readDocuments } from '#gateway/documents/read-documents.ts';
import { portalClient } from '#gateway/documents/register-at-start.ts';
import { readOwnGraph } from '#gateway/hub/own-graph.ts';
import type { Hub } from '#gateway/hub/start-hub.ts';
import type { GatewayTables } from '#gateway/sessions/tables.ts';
import { isProduction } from '#kit/config/hub-settings.ts';
import { HubError } from '#kit/errors/hub-error.ts';

export interface ClientReport {
  /** Whether only registered documents are answered. */
  readonly production: boolean;
  readonly clients: readonly {
    readonly clientId: string;
    readonly name: string;
    readonly organisationNumber: string | null;
    readonly purposes: readonly string[];
    readonly documents: number;
    /** When its newest document was registered (ISO instant); null where it has none. */
    readonly latest: string | null;
  }[];
}
export interface DocumentsReport {
  readonly documents: readonly RegisteredDocument[];
  readonly added: number;
  readonly withdrawn: number;
}

/** Those of the settings, and those that only have documents: the portal, and clients that are registered no more. */
export async function listClients({ settings, database }: Hub): Promise<ClientReport> {
  const counts = new Map((await countDocuments(database.as<GatewayTables>())).map((one) => [one.clientId, one]));
  const registered = new Map(settings.clients.map((one) => [one.clientId, one]));
  const ids = [...new Set([portalClient, ...registered.keys(), ...counts.keys()])].sort();
  return {
    production: isProduction(settings),
    clients: ids.map((clientId) => {
      const { name, organisationNumber = null, purposes = [] } = registered.get(clientId) ?? {};
      const counted = counts.get(clientId);
      return {
        clientId,
        name: name ?? (clientId === portalClient ? 'The hub’s own portal' : 'registered no more'),
        organisationNumber,
        purposes,
        documents: counted?.documents ?? 0,
        latest: counted ? new Date(counted.latest).toISOString() : null,
      };
    }),
  };
}

const documentsInput = z.object({ clientId: z.string(), content: z.string(), replace: z.boolean() });

/** Registers a client's operations while the hub runs; they are answered at once. */
export async function addDocuments({ settings, database }: Hub, input: unknown): Promise<DocumentsReport> {
  const { clientId, content, replace } = documentsInput.parse(input);
  const known = [portalClient, ...settings.clients.map((one) => one.clientId)];
  if (!known.includes(clientId))
    throw new HubError('NOT_FOUND', `No client "${clientId}" is registered, only: ${known.join(', ')}.`);
  const { schema } = readOwnGraph();
  const documents = readDocuments(content, { schema, limits: settings.limits });
  const store = database.as<GatewayTables>();
  return { documents, ...(await registerDocuments(store, { clientId, documents, replace, now: new Date() })) };
}

import { existsSync, readFileSync } from 'node:fs';
import type { GraphQLSchema } from 'graphql';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import type { Database } from '#kit/database/database.ts';
import { HubError, isHubError } from '#kit/errors/hub-error.ts';
import type { GatewayTables } from '../sessions/tables.ts';
import { registerDocuments } from './document-store.ts';
import { readDocuments } from './read-documents.ts';

/** The hub's own portal: a client of every hub, whose operations come with the program. */
export const portalClient = 'oppvekst-portal';
const portalFile = new URL('../../portal/graph/trusted-documents.generated.json', import.meta.url).pathname;

/**
 * Registers what comes in files: the portal's operations, and those of clients whose settings name a file. Those of the version before
 * stay, for a page that is open.
 *
 * @throws CONFIG naming the client and the file
 */
export async function registerAtStart(
  database: Database<GatewayTables>,
  { clients, limits }: Pick<HubSettings, 'clients' | 'limits'>,
  schema: GraphQLSchema,
  now: Date,
): Promise<void> {
  const files = [
    ...(existsSync(portalFile) ? [{ clientId: portalClient, file: portalFile }] : []),
    ...clients.flatMap(({ clientId, documents }) => (documents ? [{ clientId, file: documents }] : [])),
  ];
  for (const { clientId, file } of files)
    try {
      const content = readFileSync(file, 'utf8');
      // The portal's are made with the graph and checked against it: each is read once in a database's life.
      const unread = file === portalFile ? await withoutRegistered(database, content) : content;
      if (unread === '{}') continue;
      const documents = readDocuments(unread, { schema, limits });
      await registerDocuments(database, { clientId, documents, replace: false, now });
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (!isHubError(error) && !['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR'].includes(code)) throw error;
      const why = isHubError(error) ? error.message : `it cannot be read (${code}).`;
      throw new HubError('CONFIG', `The operations of the client ${clientId} in ${file}: ${why}`, { cause: error });
    }
}

async function withoutRegistered(database: Database<GatewayTables>, content: string): Promise<string> {
  const rows = await database
    .selectFrom('gateway.document')
    .select(['hash', 'text'])
    .where('clientId', '=', portalClient)
    .execute();
  const registered = new Map(rows.map(({ hash, text }) => [hash, text]));
  const texts = Object.entries(JSON.parse(content) as Record<string, string>);
  return JSON.stringify(Object.fromEntries(texts.filter(([hash, text]) => registered.get(hash) !== text)));
}

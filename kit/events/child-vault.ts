import { sql } from 'kysely';
import type { Database } from '#kit/database/database.ts';
import type { SchemaMigrations } from '#kit/database/migrate.ts';
import type { Json } from './sealing/canonical-json.ts';
import { type MasterKey, openForChild, sealForChild, type WrappedKeyStore } from './sealing/child-keys.ts';

/** Seals and opens personal data for the hub's own log; deleting a child's key shreds every copy. */
export interface ChildVault {
  seal(content: Json, scope: { readonly child: string; readonly category: string }): Promise<string>;
  open(sealed: string, scope: { readonly child: string; readonly category: string }): Promise<Json>;
}

export interface VaultTables {
  'vault.childKey': { child: string; category: string; wrapped: string };
}

/** Schema `vault` is left out of dumps and backups: without it, what is sealed on the log cannot be read. */
export const vaultMigrations: SchemaMigrations = {
  schema: 'vault',
  migrations: [
    {
      name: '001-child-keys',
      sql: `create table vault.child_key (child text not null, category text not null, wrapped text not null, primary key (child, category));`,
    },
  ],
};

export function createWrappedKeyStore(database: Database<VaultTables>): WrappedKeyStore {
  return {
    async find({ child, category }) {
      const { rows } = await sql<{ wrapped: string }>`select wrapped from vault.child_key
        where child = ${child} and category = ${category}`.execute(database);
      return rows[0]?.wrapped;
    },
    async add({ child, category }, wrapped) {
      const { rows } = await sql<{
        wrapped: string;
      }>`insert into vault.child_key values (${child}, ${category}, ${wrapped})
        on conflict (child, category) do update set wrapped = vault.child_key.wrapped returning wrapped`.execute(
        database,
      );
      return rows[0]?.wrapped ?? wrapped;
    },
    async remove(child, category) {
      const { rows } = await sql`delete from vault.child_key
        where child = ${child} and (${category ?? null}::text is null or category = ${category ?? null}) returning 1`.execute(
        database,
      );
      return rows.length;
    },
  };
}

export function createChildVault(store: WrappedKeyStore, master: MasterKey): ChildVault {
  return {
    seal: (content, scope) => sealForChild(content, scope, store, master),
    open: (sealed, scope) => openForChild(sealed, scope, store, master),
  };
}

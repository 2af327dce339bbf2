import { auditMigrations } from '#kit/audit/tables.ts';
import type { SchemaMigrations } from '#kit/database/migrate.ts';
import { vaultMigrations } from '#kit/events/child-vault.ts';
import { eventMigrations } from '#kit/events/tables.ts';
import { retentionMigrations } from '#kit/retention/tables.ts';

/** The schemas that the kit itself needs in every controller's database. */
export const kitSchemas: readonly SchemaMigrations[] = [
  eventMigrations,
  auditMigrations,
  vaultMigrations,
  retentionMigrations,
];

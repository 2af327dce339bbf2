import type { Migration } from '#kit/database/migrate.ts';

/** Files that were uploaded. The file itself lies in a folder of the process that `holder` names; it is deleted when all is over. */
export const uploadMigration: Migration = {
  name: '108-roster-uploads',
  sql: `
create table school_administration.roster_upload (
  id uuid primary key, file_name text not null, bytes int not null, checksum text not null,
  state text not null check (state in ('CHECKING','CHECKED','IMPORTING','IMPORTED','REFUSED','DISCARDED','EXPIRED')),
  uploaded_by uuid not null, uploaded_at timestamptz not null, decided_by uuid, decided_at timestamptz,
  accept_removals boolean not null default false, ended_at timestamptz, bytes_read int not null default 0,
  waits boolean not null default false, attempts int not null default 0, report jsonb, reason text, import_id uuid,
  holder uuid, held_until timestamptz);
create index roster_upload_uploaded on school_administration.roster_upload (uploaded_at desc, id);
create index roster_upload_open on school_administration.roster_upload (uploaded_at)
  where state in ('CHECKING','CHECKED','IMPORTING');
create index roster_upload_import on school_administration.roster_upload (import_id) where import_id is not null;`,
};

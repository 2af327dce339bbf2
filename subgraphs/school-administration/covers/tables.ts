import type { Migration } from '#kit/database/migrate.ts';

/** Who covers a group on a day: a substitute, or staff of SFO. */
export interface CoverTables {
  'schoolAdministration.groupCover': {
    id: string;
    groupId: string;
    personId: string;
    onDay: string;
    kind: 'SUBSTITUTE' | 'SFO';
    reason: string;
    decidedBy: string;
    decidedAt: string;
    withdrawnAt: string | null;
    withdrawnBy: string | null;
    withdrawnReason: string | null;
  };
}

export const coverMigrations: readonly Migration[] = [
  {
    name: '411-group-covers',
    sql: `
create table school_administration.group_cover (
  id uuid primary key, group_id uuid not null references school_administration."group",
  person_id uuid not null references school_administration.person, on_day date not null,
  kind text not null check (kind in ('SUBSTITUTE','SFO')), reason text not null, decided_by uuid not null, decided_at timestamptz not null,
  withdrawn_at timestamptz, withdrawn_by uuid, withdrawn_reason text);
create index group_cover_person on school_administration.group_cover (person_id, on_day);
create index group_cover_group on school_administration.group_cover (group_id, on_day);`,
  },
];

import type { Migration } from '#kit/database/migrate.ts';

/** MANY_CHILDREN: of many children whom one has nothing to do with by a group. MANY_OPENINGS: many records opened with a reason. */
export type UnusualKind = 'MANY_CHILDREN' | 'MANY_OPENINGS';

/** Days on which somebody's look-ups stood out. Which children they were of stays in the audit trail. */
export interface UnusualTables {
  'schoolAdministration.unusualLookUp': {
    id: string;
    personId: string;
    day: string;
    kind: UnusualKind;
    children: number;
    times: number;
    /** Where the person worked that day; its leaders follow it up. */
    unitIds: string[];
    notedAt: string;
    reviewedAt: string | null;
    reviewedBy: string | null;
    finding: string | null;
  };
}

export const unusualMigrations: readonly Migration[] = [
  {
    name: '412-unusual-look-ups',
    sql: `
create table school_administration.unusual_look_up (
  id uuid primary key, person_id uuid not null, day date not null, kind text not null check (kind in ('MANY_CHILDREN','MANY_OPENINGS')),
  children int not null, times int not null, unit_ids uuid[] not null, noted_at timestamptz not null,
  reviewed_at timestamptz, reviewed_by uuid, finding text, unique (person_id, day, kind));
create index unusual_look_up_newest on school_administration.unusual_look_up (day desc, id desc);`,
  },
];

import type { Migration } from '#kit/database/migrate.ts';
import type { Service } from '../store/tables.ts';

/** What schools have shared of children with other services. */
export interface SharingTables {
  'schoolAdministration.serviceShare': {
    id: string;
    childId: string;
    personId: string;
    service: Service;
    /** Category ids (contracts/categories.ts). */
    categories: string[];
    reason: string;
    decidedBy: string;
    validFrom: string;
    validTo: string;
    decidedAt: string;
    endReason: string | null;
  };
}

export const sharingMigrations: readonly Migration[] = [
  {
    name: '400-service-shares',
    sql: `
create table school_administration.service_share (
  id uuid primary key, child_id uuid not null references school_administration.person,
  person_id uuid not null references school_administration.person,
  service text not null check (service in ('PPT','SCHOOL_HEALTH','MUNICIPAL_LEADER')), categories text[] not null, reason text not null,
  decided_by uuid not null, valid_from date not null, valid_to date not null, decided_at timestamptz not null, end_reason text);
create index service_share_child on school_administration.service_share (child_id);
create index service_share_person on school_administration.service_share (person_id);`,
  },
];

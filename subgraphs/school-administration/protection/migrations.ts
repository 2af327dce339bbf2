import type { Migration } from '#kit/database/migrate.ts';

/**
 * Every mark of protection that is set or changed, by whatever path, is noted in the same transaction; from there it goes into the
 * ledger beside the database. A row that is deleted is not noted: what protects is not lifted by a restore.
 */
export const protectionMigrations: readonly Migration[] = [
  {
    name: '300-protection-changes',
    sql: `
create table school_administration.protection_change (
  seq bigint generated always as identity primary key, of text not null check (of in ('right', 'address_protection')), row_id uuid not null);
create function school_administration.note_protection() returns trigger language plpgsql as $note$
begin
  if TG_TABLE_NAME = 'right' then
    insert into school_administration.protection_change (of, row_id) select 'right', id from changed
      where kind in ('CONTACT_BAN', 'INFORMATION_REVOKED', 'NOT_CLEARED_FOR_PLACE', 'CARE_ORDER');
  else
    insert into school_administration.protection_change (of, row_id) select 'address_protection', id from changed;
  end if;
  return null;
end $note$;
create trigger right_set after insert on school_administration."right"
  referencing new table as changed for each statement execute function school_administration.note_protection();
create trigger right_changed after update on school_administration."right"
  referencing new table as changed for each statement execute function school_administration.note_protection();
create trigger address_protection_set after insert on school_administration.address_protection
  referencing new table as changed for each statement execute function school_administration.note_protection();
create trigger address_protection_changed after update on school_administration.address_protection
  referencing new table as changed for each statement execute function school_administration.note_protection();
insert into school_administration.protection_change (of, row_id)
  select 'right', id from school_administration."right" where kind in ('CONTACT_BAN', 'INFORMATION_REVOKED', 'NOT_CLEARED_FOR_PLACE', 'CARE_ORDER')
  union all select 'address_protection', id from school_administration.address_protection;`,
  },
];

import type { Generated } from 'kysely';
import type { Migration } from '#kit/database/migrate.ts';

/**
 * WAITING: nobody has answered. GIVEN and REFUSED: the school has, and the answer is open to read for a while. NOT_GIVEN: the time is out,
 * and there is no child here of whom the one who asked may be told anything; whether there is a child, it does not say.
 */
export type InformationRequestState = 'WAITING' | 'GIVEN' | 'REFUSED' | 'NOT_GIVEN';

/** What parents have asked to know, each time by a single request (barnelova § 47). */
export interface InformationTables {
  'schoolAdministration.informationRequest': {
    id: string;
    personId: string;
    /** Null where the one who asked is no parent, by Folkeregisteret, of a child here; the number and the question are not kept then. */
    childId: string | null;
    question: string | null;
    askedAt: string;
    dueAt: string;
    state: InformationRequestState;
    /** Category ids (contracts/categories.ts) that were given. */
    categories: Generated<string[]>;
    /** The answer in words, or why it was refused. */
    answer: string | null;
    /** The person who answered; null for NOT_GIVEN. */
    answeredBy: string | null;
    answeredAt: string | null;
    validFrom: string | null;
    validTo: string | null;
    /** The last day on which a refusal can be appealed. */
    appealBy: string | null;
    /** Those who answer are to be told that it waits. */
    untold: Generated<boolean>;
  };
}

/** A standing request is the holder's own: a right with a source of its own, neither the register's nor staff's. */
export const informationMigrations: readonly Migration[] = [
  {
    name: '410-information-requests',
    sql: `
create table school_administration.information_request (
  id uuid primary key, person_id uuid not null references school_administration.person,
  child_id uuid references school_administration.person, question text, asked_at timestamptz not null, due_at timestamptz not null,
  state text not null default 'WAITING' check (state in ('WAITING','GIVEN','REFUSED','NOT_GIVEN')), categories text[] not null default '{}',
  answer text, answered_by uuid, answered_at timestamptz, valid_from date, valid_to date, appeal_by date, untold boolean not null default true);
create index information_request_person on school_administration.information_request (person_id, asked_at desc);
create index information_request_child on school_administration.information_request (child_id) where child_id is not null;
create index information_request_waiting on school_administration.information_request (due_at) where state = 'WAITING';
alter table school_administration."right" drop constraint right_source_check;
alter table school_administration."right" add constraint right_source_check check (source in ('FOLKEREGISTERET','STAFF','HOLDER'));`,
  },
];

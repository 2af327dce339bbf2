import { type RawBuilder, sql } from 'kysely';
import type { Page } from '#contracts/graphql/connection.ts';
import type { Visibility } from '#kit/access/visibility.ts';
import { visibleChild } from '#kit/access/visibility.ts';
import type { Database, DatabaseTransaction } from '#kit/database/database.ts';
import { inForce } from '../store/periods.ts';
import type { SchoolAdministrationTables } from '../store/tables.ts';
import type { InformationRequestState } from './tables.ts';

type Tables = SchoolAdministrationTables;
type Reader = Database<Tables>;
type Tx = DatabaseTransaction<Tables>;

export interface InformationRequestRow {
  readonly id: string;
  readonly personId: string;
  readonly childId: string | null;
  readonly question: string | null;
  readonly askedAt: Date;
  readonly dueAt: Date;
  readonly state: InformationRequestState;
  readonly categories: readonly string[];
  readonly answer: string | null;
  readonly answeredAt: Date | null;
  readonly validTo: string | null;
  readonly appealBy: string | null;
}
const columns =
  sql.raw(`request.id, request.person_id, request.child_id, request.question, request.asked_at, request.due_at, request.state,
  request.categories, request.answer, request.answered_at, request.valid_to, request.appeal_by`);

/** True for a request with an answer that is open to read on a day. */
export const isOpenToRead = (alias: string, on: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.raw(alias)}.state in ('GIVEN', 'REFUSED') and ${inForce(alias, on)})`;

export interface NewRequest {
  readonly id: string;
  readonly personId: string;
  readonly nationalId: string;
  readonly question: string;
  readonly askedAt: Date;
  readonly dueAt: Date;
  readonly on: string;
}

/**
 * Keeps a request, in one statement that is the same whether the child is here or not. It is of a child where exactly one has the
 * number and Folkeregisteret or staff say that the one who asks is its parent; else neither the number nor the question is kept.
 */
export async function insertRequest(tx: Tx, request: NewRequest): Promise<void> {
  await sql`insert into school_administration.information_request (id, person_id, child_id, question, asked_at, due_at)
    select ${request.id}::uuid, ${request.personId}::uuid, (array_agg(child.id))[1],
      case when count(child.id) = 1 then ${request.question}::text end, ${request.askedAt.toISOString()}::timestamptz,
      ${request.dueAt.toISOString()}::timestamptz
    from (select) one left join school_administration.person child on child.national_id = ${request.nationalId} and child.is_pupil
      and 1 = (select count(*) from school_administration.person same where same.national_id = child.national_id and same.is_pupil)
      and exists (select from school_administration."right" held where held.child_id = child.id and held.person_id = ${request.personId}::uuid
        and held.kind = 'PARENT' and ${inForce('held', request.on)})`.execute(tx);
}

/** How many of a person's requests wait; locks nothing. */
export async function countWaiting(tx: Tx, personId: string): Promise<number> {
  const { rows } = await sql<{
    waiting: number;
  }>`select count(*)::int as waiting from school_administration.information_request
    where person_id = ${personId}::uuid and state = 'WAITING'`.execute(tx);
  return rows[0]?.waiting ?? 0;
}

const mostOwn = 100;
/** A person's own requests, the newest first. */
export async function requestsOf(database: Reader, personId: string): Promise<readonly InformationRequestRow[]> {
  const { rows } =
    await sql<InformationRequestRow>`select ${columns} from school_administration.information_request request
    where request.person_id = ${personId}::uuid order by request.asked_at desc, request.id limit ${mostOwn}`.execute(
      database,
    );
  return rows;
}

export async function findRequest(database: Reader | Tx, id: string): Promise<InformationRequestRow | undefined> {
  const { rows } =
    await sql<InformationRequestRow>`select ${columns} from school_administration.information_request request
    where request.id = ${id}::uuid`.execute(database);
  return rows[0];
}

/** Requests about children whom a viewer may know of, the oldest first. */
export async function listRequests(
  database: Reader,
  page: Page,
  { open, visibility }: { readonly open: boolean | null; readonly visibility: Visibility },
): Promise<readonly InformationRequestRow[]> {
  const seen = page.after;
  const { rows } =
    await sql<InformationRequestRow>`select ${columns} from school_administration.information_request request
    where request.child_id is not null and (${open}::boolean is null or (request.state = 'WAITING') = ${open}::boolean)
      and ${visibleChild('school_administration', 'request.child_id', visibility)}
      and (${seen === undefined}::boolean or (request.asked_at, request.id)
        > (${seen?.[0] ?? '1000-01-01T00:00:00Z'}::timestamptz, ${seen?.[1] ?? '00000000-0000-0000-0000-000000000000'}::uuid))
    order by request.asked_at, request.id limit ${page.limit + 1}`.execute(database);
  return rows;
}

export interface NewAnswer {
  readonly id: string;
  readonly state: 'GIVEN' | 'REFUSED';
  readonly categories: readonly string[];
  readonly answer: string;
  readonly answeredBy: string;
  readonly answeredAt: Date;
  readonly validFrom: string;
  readonly validTo: string;
  readonly appealBy: string | null;
}

/** Answers a request that waits; false when somebody has answered it already. */
export async function answerRequest(tx: Tx, answer: NewAnswer): Promise<boolean> {
  const { rows } = await sql`update school_administration.information_request set state = ${answer.state},
      categories = ${[...answer.categories]}::text[], answer = ${answer.answer}, answered_by = ${answer.answeredBy}::uuid,
      answered_at = ${answer.answeredAt.toISOString()}, valid_from = ${answer.validFrom}::date, valid_to = ${answer.validTo}::date,
      appeal_by = ${answer.appealBy}::date, untold = false
    where id = ${answer.id}::uuid and state = 'WAITING' returning id`.execute(tx);
  return rows.length > 0;
}

/** A holder's standing request, from a day on; nothing is added where one stands already. */
export async function insertStandingRequest(
  tx: Tx,
  request: {
    readonly id: string;
    readonly childId: string;
    readonly personId: string;
    readonly on: string;
    readonly now: Date;
  },
): Promise<void> {
  await sql`insert into school_administration."right" (id, child_id, person_id, kind, source, decided_by, valid_from, recorded_at)
    select ${request.id}::uuid, ${request.childId}::uuid, ${request.personId}::uuid, 'STANDING_REQUEST', 'HOLDER',
      ${request.personId}::uuid, ${request.on}::date, ${request.now.toISOString()}::timestamptz
    where not exists (select from school_administration."right" held where held.child_id = ${request.childId}::uuid
      and held.person_id = ${request.personId}::uuid and held.kind = 'STANDING_REQUEST' and ${inForce('held', request.on)})`.execute(
    tx,
  );
}

/** Ends a person's standing requests about a child at once: the day before is the last. */
export async function endStandingRequests(tx: Tx, childId: string, personId: string, on: string): Promise<void> {
  await sql`update school_administration."right" held set valid_to = ${on}::date - 1
    where held.child_id = ${childId}::uuid and held.person_id = ${personId}::uuid and held.kind = 'STANDING_REQUEST'
      and ${inForce('held', on)}`.execute(tx);
}

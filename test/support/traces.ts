import { sql } from 'kysely';
import type { Hub } from '#gateway/hub/start-hub.ts';
import { everyQuestion, type Known } from './every-question.ts';
import type { PersonGraph } from './person-graph.ts';

/** What a hub holds of one child and of no other: whoever is shown any of it has been shown something of the child. */
export interface Marks {
  readonly childId: string;
  readonly values: ReadonlySet<string>;
}

/**
 * Ids, national ids and sentences. Shorter words are not one child's own, though one child alone may have them now: a level, a subject,
 * the name of a category.
 */
const isOwn = (value: string): boolean =>
  uuid.test(value) || /^\d{11}$/.test(value) || (value.length >= 20 && value.includes(' ') && !value.includes('§'));
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Of the hub's own making and work: nobody asks for it. */
const notHeld = ['audit', 'events', 'pg_catalog', 'information_schema'];

interface Held {
  readonly childId: string;
  readonly row: unknown;
}

/** Every value of every row about a child, in every schema, that stands in no row about another child or about what is shared. */
export async function marksOf(hub: Pick<Hub, 'database'>, childId: string): Promise<Marks> {
  const rows = await heldOf(hub);
  const around = [...rows.filter((held) => held.childId !== childId), ...(await sharedBy(hub))];
  const others = new Set(around.flatMap(({ row }) => valuesIn(row)));
  const own = rows.filter((held) => held.childId === childId).flatMap(({ row }) => valuesIn(row));
  return { childId, values: new Set(own.filter((value) => isOwn(value) && !others.has(value))) };
}

async function heldOf({ database }: Pick<Hub, 'database'>): Promise<readonly Held[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', c.table_schema, c.table_name) as name from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.column_name = 'child_id' and c.udt_name = 'uuid' and t.table_type = 'BASE TABLE'
      and c.table_schema <> all(${notHeld}::text[])`.execute(database.kysely);
  const texts = tables.map(
    ({ name }) => `select child_id, to_jsonb(r) as row from ${name} r where child_id is not null`,
  );
  texts.push('select id, to_jsonb(r) from school_administration.person r where is_pupil');
  const { rows } = await sql<Held>`${sql.raw(texts.join(' union all '))}`.execute(database.kysely);
  return rows;
}

/** Schools, groups, grown-ups and resources are there for others too, also where only one child has to do with them. */
async function sharedBy({ database }: Pick<Hub, 'database'>): Promise<readonly Pick<Held, 'row'>[]> {
  const { rows } = await sql<Pick<Held, 'row'>>`select to_jsonb(u) as row from school_administration.unit u
    union all select to_jsonb(g) from school_administration."group" g
    union all select to_jsonb(p) from school_administration.person p where not p.is_pupil
    union all select to_jsonb(f) from feide.feide_group f
    union all select to_jsonb(r) from learning_resources.resource r`.execute(database.kysely);
  return rows;
}

const dateOrTime = /^\d{4}-\d{2}-\d{2}/;
function valuesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return dateOrTime.test(value) ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(valuesIn);
}

/** Every answer of the graph to somebody who asks everything, as it stands on the wire, by question. */
export async function everyAnswer(
  graph: Pick<PersonGraph, 'bytesOf'>,
  known: Known,
): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  for (const { name, query, variables } of everyQuestion(known)) {
    const text = await graph.bytesOf(query, variables);
    // A query that is refused as a query would show that nothing is seen, whatever one may see.
    if (/"code":"(INTERNAL\w*|GRAPHQL_\w+)"|may give \d+ values/.test(text))
      throw new Error(`${name}: ${text.slice(0, 400)}`);
    answers.set(name, text);
  }
  return answers;
}

/** Which questions had an answer with something of the child in it, and what. */
export const tracesIn = (answers: ReadonlyMap<string, string>, { values }: Marks): readonly string[] =>
  [...answers].flatMap(([name, text]) => {
    const found = [...values].filter((value) => text.includes(JSON.stringify(value).slice(1, -1)));
    return found.length > 0 ? [`${name}: ${found.slice(0, 3).join(' · ')}`] : [];
  });

/** What one would ask to find a child: by its id and those of what is held of it, its number, its name, and where it is. */
export async function knownOf(hub: Pick<Hub, 'database'>, { childId }: Marks): Promise<Known> {
  const ids = async (query: string) => {
    const { rows } = await sql<{ id: string }>`${sql.raw(query.replaceAll('$child', `'${childId}'`))}`.execute(
      hub.database.kysely,
    );
    return rows.length > 0 ? rows.map(({ id }) => id) : [childId];
  };
  const { rows } = await sql<{ nationalId: string; givenName: string; familyName: string }>`
    select national_id, given_name, family_name from school_administration.person where id = ${childId}`.execute(
    hub.database.kysely,
  );
  return {
    ids: {
      Pupil: [childId],
      School: await ids('select distinct unit_id as id from school_administration.enrolment where child_id = $child'),
      Group: await ids(
        'select group_id as id from school_administration.membership where person_id = $child order by 1 limit 2',
      ),
      Thread: await ids('select id from parent_communication.thread where child_id = $child order by 1 limit 2'),
      Transfer: await ids('select id from data_sharing.transfer where child_id = $child'),
      JournalEntry: await ids(
        'select system_id as id from archive.journal_entry where child_id = $child order by 1 limit 2',
      ),
      FeideGroup: await ids(`select m.group_id as id from feide.membership m join feide.account a using (feide_id)
        where a.child_id = $child order by 1 limit 1`),
    },
    nationalIds: rows.flatMap(({ nationalId }) => nationalId ?? []),
    texts: rows.map(({ givenName, familyName }) => `${givenName} ${familyName}`),
  };
}

/** users.csv, roles.csv and enrollments.csv as persons and memberships. Guardians and agents become contacts, and get no access. */
import { looksGarbled, readEmail, readPhone } from '../read-values.ts';
import type { RosterItem, RosterMembership, RosterPerson } from '../roster-records.ts';
import { detached } from '../roster-state.ts';
import type { CsvRow } from './csv-rows.ts';
import type { Person } from './read-places.ts';
import { type FileContext, idOf, readLevel, readPeriod, roleOf, stateOf, tellUnknownRole } from './read-row.ts';
import { contactRoles, feideIdTypes, nationalIdTypes } from './vocabulary.ts';

type Rows = AsyncIterable<CsvRow>;

/** What must be remembered of users until all have been read. */
export interface Users {
  /** Those whom a role makes somebody to call, by id. */
  readonly contacts: Map<string, 'guardian' | 'next-of-kin'>;
  /** User and agent, as written on the user's row. */
  readonly agents: (readonly [string, string])[];
  /** Pupils with a year level of their own, by id. */
  readonly levels: Map<string, number>;
}
export const noUsers = (): Users => ({ contacts: new Map(), agents: [], levels: new Map() });

interface UsersContext extends FileContext {
  readonly demographics: ReadonlyMap<string, Person>;
  readonly users: Users;
  /** OneRoster 1.2 has roles in a file of their own. */
  readonly rolesApart: boolean;
}

export async function* readUsers(rows: Rows, context: UsersContext): AsyncGenerator<RosterItem, void, undefined> {
  for await (const row of rows) {
    const id = idOf(row, 'sourcedId', 'a user', context);
    if (id === undefined) continue;
    const state = stateOf(row, `user ${id}`, context);
    if (state !== 'active') {
      yield { record: state === 'deleted' ? 'removal' : 'left-out', of: 'person', line: row.line, id };
      continue;
    }
    for (const agent of row.list('agentSourcedIds')) context.users.agents.push([detached(id), detached(agent)]);
    const level = readLevel(row);
    if (level !== undefined) context.users.levels.set(detached(id), level);
    yield personOf(row, id, context);
    if (!context.rolesApart) yield* unitMemberships(row, id, context);
  }
}

function personOf(row: CsvRow, id: string, { file, report, demographics, rolesApart }: UsersContext): RosterPerson {
  const what = `${file}: user ${id}`;
  const given = [row.get('givenName'), row.get('middleName')].filter((name) => name !== undefined).join(' ');
  const familyName = row.get('familyName');
  if (given === '' || familyName === undefined)
    report(row.line, 'missing-name', `${what} lacks a part of the name`, 'a name has both', 'kept with what there is');
  if (looksGarbled(given + (familyName ?? ''))) {
    const done = 'kept as it is; mend it in the source system';
    report(
      row.line,
      'garbled-text',
      `${what}: the name has signs such as "Ã¸" for "ø"`,
      'text saved in the wrong encoding',
      done,
    );
  }
  for (const column of row.filled(/password/i)) {
    const why = 'a roster should carry no passwords, not even encrypted ones';
    report(row.line, 'password-in-file', `${what}: ${column}`, why, 'not read; have the source system leave it out');
  }
  const email = readEmail(row.get('email'), row.line, `${what}: e-mail`, report);
  const mobile = readPhone(row.get('sms'), row.line, `${what}: sms`, report);
  const phone = readPhone(row.get('phone'), row.line, `${what}: phone`, report);
  return {
    record: 'person',
    line: row.line,
    id,
    formerIds: [],
    ...(given === '' ? {} : { givenName: given }),
    ...(familyName === undefined ? {} : { familyName }),
    ...userIds(row),
    ...demographics.get(id),
    ...(email === undefined ? {} : { email }),
    ...(mobile === undefined ? {} : { mobile }),
    ...(phone === undefined ? {} : { phone }),
    motherTongues: [],
    active: row.get('enabledUser')?.toLowerCase() !== 'false',
    contacts: [],
    // Who is whose agent may stand on either's row, so that a row without agents says nothing of contacts.
    statesContacts: row.get('agentSourcedIds') !== undefined,
    ...(rolesApart ? {} : { statesUnits: true }),
  };
}

/** `{Fnr:…},{Feide:…}`: kinds that the hub knows; user names and numbers of other systems are not kept. */
function userIds(row: CsvRow): Pick<RosterPerson, 'nationalId' | 'feideId'> {
  const ids = [...(row.get('userIds') ?? '').matchAll(/\{([^:{}]+):([^{}]+)\}/g)].map(
    ([, type = '', value = '']) => [type.trim().toLowerCase(), value.trim()] as const,
  );
  const nationalId = ids.find(([type]) => nationalIdTypes.has(type))?.[1];
  const feideId = ids.find(([type]) => feideIdTypes.has(type))?.[1];
  return { ...(nationalId === undefined ? {} : { nationalId }), ...(feideId === undefined ? {} : { feideId }) };
}

/** A user has one role, at each of the user's organisations (OneRoster 1.1). */
function* unitMemberships(row: CsvRow, id: string, context: UsersContext): Generator<RosterItem, void, undefined> {
  const written = row.get('role') ?? '';
  const contact = contactRole(written);
  if (contact) {
    context.users.contacts.set(detached(id), contact);
    return;
  }
  const role = roleOf(written);
  if (role === undefined) return tellUnknownRole(row, `user ${id}`, written, context);
  for (const groupId of new Set(row.list('orgSourcedIds')))
    yield { ...membership(row, groupId, id, role), ...levelOf(id, role, context.users) };
}

const contactRole = (written: string) => {
  const key = written.toLowerCase();
  return Object.hasOwn(contactRoles, key) ? contactRoles[key] : undefined;
};

const levelOf = (id: string, role: RosterMembership['role'], { levels }: Users): { yearLevel?: number } => {
  const yearLevel = role === 'pupil' ? levels.get(id) : undefined;
  return yearLevel === undefined ? {} : { yearLevel };
};

const membership = (
  row: CsvRow,
  groupId: string,
  personId: string,
  role: RosterMembership['role'],
): RosterMembership => ({
  record: 'membership',
  line: row.line,
  groupId,
  personId,
  role,
  active: true,
  primary: row.get('primary')?.toLowerCase() === 'true' || row.get('roleType')?.toLowerCase() === 'primary',
});

/** roles.csv (1.2) is of units, enrollments.csv of classes; apart from that they say the same. */
export async function* readMemberships(
  rows: Rows,
  {
    place,
    users,
    ...context
  }: FileContext & { readonly place: 'orgSourcedId' | 'classSourcedId'; readonly users: Users },
): AsyncGenerator<RosterItem, void, undefined> {
  for await (const row of rows) {
    const personId = idOf(row, 'userSourcedId', 'a row', context);
    const groupId = idOf(row, place, 'a row', context);
    if (personId === undefined || groupId === undefined) continue;
    const what = `person ${personId} in ${groupId}`;
    const written = row.get('role') ?? '';
    const contact = contactRole(written);
    const role = roleOf(written);
    const state = stateOf(row, what, context);
    if (state === 'left-out') continue;
    if (contact) {
      if (place === 'orgSourcedId' && state === 'active') users.contacts.set(detached(personId), contact);
      continue;
    }
    if (role === undefined) {
      tellUnknownRole(row, what, written, context);
      continue;
    }
    yield {
      ...membership(row, groupId, personId, role),
      ...readPeriod(row, ['beginDate', 'endDate'], what, context),
      ...(place === 'orgSourcedId' ? levelOf(personId, role, users) : {}),
      ...(state === 'deleted' ? { removed: true as const } : {}),
    };
  }
}

/** Whom to call about whom: agents stand on the pupil's row or on the adult's. */
export function* contactsOf({ agents, contacts }: Users): Generator<RosterItem, void, undefined> {
  const told = new Set<string>();
  for (const [user, agent] of agents) {
    const isAdults = contacts.has(user);
    const [childId, personId] = isAdults ? [agent, user] : [user, agent];
    const relation = contacts.get(personId) ?? 'guardian';
    const key = `${childId}\n${personId}`;
    if (told.has(key)) continue;
    told.add(key);
    yield { record: 'contact', line: 0, childId, personId, relation };
  }
}

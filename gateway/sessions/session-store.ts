import type { AssuranceLevel } from '#contracts/assurance.ts';
import type { Identity } from '#contracts/ports.ts';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import type { Database } from '#kit/database/database.ts';
import { hashOf, newSecret, openUnder, sealUnder } from './sealed.ts';
import type { GatewayTables } from './tables.ts';

/** What an issuer has said of somebody who has signed in. */
export interface SignedIn {
  readonly identity: Identity;
  readonly assurance: AssuranceLevel;
  /** Which issuer it was: `signIn.id` in the settings. */
  readonly issuer: string;
  /** What the issuer is told at the sign-out, so that it knows which of its own sessions is meant. */
  readonly idToken: string;
}

export interface Session extends SignedIn {
  /** When it ends if nothing more is asked for. */
  readonly idleUntil: Date;
  /** When it ends whatever is asked for. */
  readonly until: Date;
}

export interface Sessions {
  /** Begins a session; the secret is for the browser's cookie and is kept nowhere else. */
  start(person: SignedIn): Promise<string>;
  /** The session of a cookie, which is thereby in use; undefined when there is none, or it has ended. */
  read(secret: string): Promise<Session | undefined>;
  /** The same, for a page that asks how long it lasts: asking does not prolong it. */
  look(secret: string): Promise<Session | undefined>;
  end(secret: string): Promise<void>;
  /** Deletes what has ended. */
  prune(): Promise<void>;
}

const use = 'session';
/** A session's last use is written down so seldom: most requests change nothing. */
const noteEveryMs = 30_000;

export function createSessions(
  database: Database<GatewayTables>,
  { idleMinutes, hours }: HubSettings['sessions'],
  now: () => Date,
): Sessions {
  const idleMs = idleMinutes * 60_000;
  const find = async (secret: string, inUse: boolean): Promise<Session | undefined> => {
    const idHash = hashOf(secret);
    const row = await database
      .selectFrom('gateway.session')
      .select(['sealed', 'lastSeenAt', 'endsAt'])
      .where('idHash', '=', idHash)
      .executeTakeFirst();
    const at = now();
    if (!row || at >= row.endsAt || at.getTime() - row.lastSeenAt.getTime() >= idleMs) return undefined;
    const person = (await openUnder(secret, use, row.sealed)) as SignedIn | undefined;
    if (!person) return undefined;
    if (inUse && at.getTime() - row.lastSeenAt.getTime() >= noteEveryMs)
      await database.updateTable('gateway.session').set({ lastSeenAt: at }).where('idHash', '=', idHash).execute();
    const idleFrom = inUse ? at : row.lastSeenAt;
    const idleUntil = new Date(Math.min(idleFrom.getTime() + idleMs, row.endsAt.getTime()));
    return { ...person, idleUntil, until: row.endsAt };
  };
  return {
    async start(person) {
      const secret = newSecret();
      const at = now();
      const until = new Date(at.getTime() + hours * 3_600_000);
      const row = { sealed: await sealUnder(secret, use, person), startedAt: at, lastSeenAt: at, endsAt: until };
      await database
        .insertInto('gateway.session')
        .values({ idHash: hashOf(secret), ...row })
        .execute();
      return secret;
    },
    read: (secret) => find(secret, true),
    look: (secret) => find(secret, false),
    async end(secret) {
      await database.deleteFrom('gateway.session').where('idHash', '=', hashOf(secret)).execute();
    },
    async prune() {
      const at = now();
      await database
        .deleteFrom('gateway.session')
        .where((row) => row.or([row('endsAt', '<=', at), row('lastSeenAt', '<=', new Date(at.getTime() - idleMs))]))
        .execute();
    },
  };
}

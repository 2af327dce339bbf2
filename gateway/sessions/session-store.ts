import { createHmac } from 'node:crypto';
import type { AssuranceLevel } from '#contracts/assurance.ts';
import type { Identity } from '#contracts/ports.ts';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import type { Database } from '#kit/database/database.ts';
import type { Logout } from '../sign-in/read-logout-token.ts';
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
  /** Whom the issuer says it is, by its own name for them (`sub`), and by which of its sessions (`sid`), where it tells. */
  readonly subject: string;
  readonly issuerSession: string | null;
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
  /**
   * Ends those that an issuer says are over, and tells how many. One that began after the issuer said so stays: a token that is sent
   * again ends nothing anew.
   */
  endOf(issuer: string, logout: Logout): Promise<number>;
  /** Deletes what has ended. */
  prune(): Promise<void>;
}

const use = 'session';
/** A session's last use is written down so seldom: most requests change nothing. */
const noteEveryMs = 30_000;

/** How far an issuer's clock may be behind: a session that began so soon after its word is meant by it. */
const clockToleranceMs = 10_000;

export interface SessionOptions {
  readonly settings: HubSettings['sessions'];
  /** Under it the issuer's names for people are hashed: the database by itself does not tell who is signed in. */
  readonly key: Uint8Array;
  now(): Date;
}

export function createSessions(
  database: Database<GatewayTables>,
  { settings: { idleMinutes, hours }, key, now }: SessionOptions,
): Sessions {
  const named = (kind: 'sub' | 'sid', issuer: string, name: string): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([kind, issuer, name]))
      .digest('base64url');
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
      const { issuer, subject, issuerSession } = person;
      const row = {
        ...{ sealed: await sealUnder(secret, use, person), startedAt: at, lastSeenAt: at, endsAt: until },
        subjectHash: named('sub', issuer, subject),
        issuerSessionHash: issuerSession === null ? null : named('sid', issuer, issuerSession),
      };
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
    async endOf(issuer, { subject, issuerSession, at }) {
      let meant = database
        .deleteFrom('gateway.session')
        .where('startedAt', '<=', new Date(at.getTime() + clockToleranceMs));
      // Where it names both, the session alone is over: the person may have others (§ 2.7).
      if (issuerSession !== null) meant = meant.where('issuerSessionHash', '=', named('sid', issuer, issuerSession));
      if (subject !== null) meant = meant.where('subjectHash', '=', named('sub', issuer, subject));
      const { numDeletedRows } = await meant.executeTakeFirst();
      return Number(numDeletedRows);
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

import type { AssuranceLevel } from '#contracts/assurance.ts';
import type { Database } from '#kit/database/database.ts';
import { hashOf, openUnder, sealUnder } from './sealed.ts';
import type { GatewayTables } from './tables.ts';

/** A sign-in that has gone to its issuer and has not come back. */
export interface SignInAttempt {
  readonly issuer: string;
  readonly nonce: string;
  /** PKCE's code verifier (RFC 7636). */
  readonly verifier: string;
  readonly level: AssuranceLevel;
  /** The path to go on to. */
  readonly returnTo: string;
  readonly language: string;
}

/** Sign-ins under way, each good once, for ten minutes, in the browser that began it. */
export interface SignInAttempts {
  /** `browser` is the secret of a cookie: without it the state is good for nothing. */
  begin(state: string, browser: string, attempt: SignInAttempt): Promise<void>;
  /** Takes the attempt: a second time, in another browser or too late there is none. */
  take(state: string, browser: string): Promise<SignInAttempt | undefined>;
  /** Deletes those that never came back. */
  prune(): Promise<void>;
}

export const attemptMinutes = 10;

export function createSignInAttempts(database: Database<GatewayTables>, now: () => Date): SignInAttempts {
  const secretOf = (state: string, browser: string) => `${state} ${browser}`;
  return {
    async begin(state, browser, attempt) {
      const sealed = await sealUnder(secretOf(state, browser), 'sign-in', attempt);
      const endsAt = new Date(now().getTime() + attemptMinutes * 60_000);
      await database
        .insertInto('gateway.signIn')
        .values({ stateHash: hashOf(state), sealed, endsAt })
        .execute();
    },
    async take(state, browser) {
      const row = await database
        .deleteFrom('gateway.signIn')
        .where('stateHash', '=', hashOf(state))
        .returning(['sealed', 'endsAt'])
        .executeTakeFirst();
      if (!row || now() >= row.endsAt) return undefined;
      return (await openUnder(secretOf(state, browser), 'sign-in', row.sealed)) as SignInAttempt | undefined;
    },
    async prune() {
      await database.deleteFrom('gateway.signIn').where('endsAt', '<=', now()).execute();
    },
  };
}

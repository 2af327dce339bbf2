import type { SchoolAdministrationPort } from '#contracts/ports.ts';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import type { Database } from '#kit/database/database.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { startWorker, type Worker } from '#kit/events/worker.ts';
import type { Log } from '#kit/log/log.ts';
import type { Issuer } from '../identity/issuer.ts';
import { cookiesOf, type HubCookies } from '../sessions/cookies.ts';
import { createSessions, type Sessions } from '../sessions/session-store.ts';
import { createSignInAttempts, type SignInAttempts } from '../sessions/sign-in-attempts.ts';
import type { GatewayTables } from '../sessions/tables.ts';
import { createRelyingParty, type RelyingParty } from './relying-party.ts';

/** People's sign-ins at one hub. */
export interface SignIn {
  readonly base: string;
  readonly parties: readonly RelyingParty[];
  readonly sessions: Sessions;
  readonly attempts: SignInAttempts;
  readonly cookies: HubCookies;
  readonly port: Pick<SchoolAdministrationPort, 'whoIs'>;
  /** Deletes what has ended, every ten minutes. */
  startPruning(): Worker;
}

export interface OpenSignIn {
  readonly settings: HubSettings;
  readonly issuers: readonly Issuer[];
  readonly database: Database<GatewayTables>;
  readonly port: Pick<SchoolAdministrationPort, 'whoIs'>;
  readonly log: Log;
  /** Under it what an issuer calls people is hashed, in the table of sessions. */
  readonly sessionKey: Uint8Array;
  now(): Date;
}

const pruneEveryMs = 600_000;

/** Whether people can sign in at all: an issuer says so by its settings. */
export const hasSignIn = ({ issuers }: Pick<HubSettings, 'issuers'>): boolean =>
  issuers.some(({ signIn }) => signIn !== undefined);

export function openSignIn(options: OpenSignIn): SignIn | undefined {
  const { settings, issuers, database, port, log, sessionKey, now } = options;
  if (!hasSignIn(settings)) return undefined;
  if (!settings.publicUrl)
    throw new HubError('CONFIG', 'publicUrl: is missing: people who sign in come back to it from the issuer.');
  const base = settings.publicUrl.replace(/\/+$/, '');
  const sessions = createSessions(database, { settings: settings.sessions, key: sessionKey, now });
  const attempts = createSignInAttempts(database, now);
  return {
    base,
    parties: issuers.flatMap((issuer) => {
      const { signIn } = issuer.settings;
      return signIn ? [createRelyingParty({ issuer, signIn, base, now })] : [];
    }),
    sessions,
    attempts,
    cookies: cookiesOf(settings),
    port,
    startPruning: () =>
      startWorker({
        name: 'sessions',
        everyMs: pruneEveryMs,
        log,
        async run() {
          await sessions.prune();
          await attempts.prune();
          return false;
        },
      }),
  };
}

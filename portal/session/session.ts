import { fetchBegun } from '../app/begun.ts';

/** Who is signed in, and until when. */
export interface Session {
  readonly personId: string;
  readonly employee: boolean;
  /** The name of the sign-in service. */
  readonly with: string;
  readonly assurance: string;
  readonly idleUntil: string;
  readonly until: string;
}

interface Me {
  readonly signedIn: boolean;
  readonly signIn?: string;
  readonly person?: { readonly id: string; readonly employee: boolean } | null;
  readonly with: string;
  readonly assurance: string;
  readonly idleUntil: string;
  readonly until: string;
}

/** Asks the hub who is signed in: the session, where to sign in when nobody is, or `unreachable`. */
export async function askSession(): Promise<Session | { readonly signIn: string } | 'unreachable'> {
  try {
    const response = await fetchBegun('/me', { headers: { accept: 'application/json' } });
    if (!response.ok && response.status !== 401) return 'unreachable';
    const me = (await response.json()) as Me;
    if (!me.signedIn || !me.person) return { signIn: me.signIn ?? '/sign-in' };
    const { with: service, assurance, idleUntil, until } = me;
    return { personId: me.person.id, employee: me.person.employee, with: service, assurance, idleUntil, until };
  } catch {
    return 'unreachable';
  }
}

/** Ends the session; gives the address to go on to, which ends it at the sign-in service too. Throws when the hub is not reached. */
export async function signOut(): Promise<string> {
  const response = await fetch('/sign-out', { method: 'POST', headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error('the session could not be ended');
  const { next } = (await response.json()) as { next: string };
  return next;
}

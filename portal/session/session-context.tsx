import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { clearDrafts } from './drafts.ts';
import { askSession, signOut as endSession, type Session } from './session.ts';

interface SessionState {
  /** Who is signed in; undefined while that is not known yet, or when nobody is. */
  readonly session: Session | undefined;
  readonly state: 'asking' | 'signed-in' | 'signed-out' | 'ended';
  /** Where one signs in, coming back to the page that one is on. */
  signInAddress(path?: string): string;
  /** Told by whoever got the answer that nobody is signed in. */
  tellSignedOut(): void;
  signOut(): Promise<void>;
}

const SessionContext = createContext<SessionState | undefined>(undefined);

export function useSession(): SessionState {
  const state = use(SessionContext);
  if (!state) throw new Error('there is no session around this component');
  return state;
}

/** The hub is asked so often whether the session lasts; asking does not prolong it. */
const askEveryMs = 60_000;

/** Knows who is signed in, notices when the session ends or another person signs in, and forgets what was theirs. */
export function SessionProvider({ children, onOtherPerson }: { children: ReactNode; onOtherPerson(): void }) {
  const [session, setSession] = useState<Session>();
  const [signInPath, setSignInPath] = useState('/sign-in');
  const [state, setState] = useState<SessionState['state']>('asking');
  const person = useRef<string>(undefined);
  const others = useRef<BroadcastChannel>(undefined);

  const ask = useCallback(async () => {
    const found = await askSession();
    if (found === 'unreachable') return;
    if ('signIn' in found) {
      setSignInPath(found.signIn);
      setState(person.current === undefined ? 'signed-out' : 'ended');
      return;
    }
    if (person.current !== undefined && person.current !== found.personId) return void onOtherPerson();
    if (person.current === undefined) others.current?.postMessage(found.personId);
    person.current = found.personId;
    clearDrafts(found.personId);
    setSession(found);
    setState('signed-in');
  }, [onOtherPerson]);

  useEffect(() => {
    const channel = new BroadcastChannel('oppvekst-session');
    others.current = channel;
    channel.onmessage = () => void ask();
    void ask();
    const askWhenSeen = () => {
      if (document.visibilityState === 'visible') void ask();
    };
    const timer = setInterval(askWhenSeen, askEveryMs);
    document.addEventListener('visibilitychange', askWhenSeen);
    return () => {
      channel.close();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', askWhenSeen);
    };
  }, [ask]);

  const tellSignedOut = useCallback(() => {
    setState(person.current === undefined ? 'signed-out' : 'ended');
  }, []);
  const value = useMemo<SessionState>(
    () => ({
      session,
      state,
      signInAddress: (path = location.pathname + location.search) =>
        `${signInPath}${signInPath.includes('?') ? '&' : '?'}return=${encodeURIComponent(path)}`,
      tellSignedOut,
      async signOut() {
        const next = await endSession();
        clearDrafts();
        others.current?.postMessage('signed-out');
        location.assign(next);
      },
    }),
    [session, state, signInPath, tellSignedOut],
  );
  return <SessionContext value={value}>{children}</SessionContext>;
}

import { SkipLink } from '@digdir/designsystemet-react';
import { type ReactNode, Suspense } from 'react';
import { NavLink, Link as RouterLink, useLocation } from 'react-router';
import { PageSkeleton } from '../components/page-skeleton.tsx';
import { LanguageChoice } from '../language/language-choice.tsx';
import { useSpeech } from '../language/language-context.tsx';
import type { MessageKey } from '../language/messages.ts';
import { useSession } from '../session/session-context.tsx';
import { SessionEnded } from '../session/session-ended.tsx';
import { controllerName } from './controller.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { OfflineBand } from './offline-band.tsx';

export interface LayoutProps {
  readonly links: ReadonlyArray<{ readonly to: string; readonly label: MessageKey }>;
  readonly home: string;
  /** For tables and boards; the families' pages are as wide as a line is good to read. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** What every page stands in: skip link, name, navigation, the page, languages. */
export function Layout({ links, home, wide = false, children }: LayoutProps) {
  const { t } = useSpeech();
  const { state, signOut } = useSession();
  const { pathname } = useLocation();
  // While it is not known yet, the room is kept: nothing moves when it is.
  const signedIn = state !== 'signed-out';
  const waiting = state === 'asking' ? 'waiting' : '';
  return (
    <div className="frame">
      <SkipLink href="#page">{t('frame.skip')}</SkipLink>
      <header className="frame-header">
        <div className="frame-header-inner">
          <RouterLink to={home} className="frame-name">
            {controllerName()}
          </RouterLink>
          {signedIn && (
            <nav className={`frame-nav ${waiting}`} aria-label={t('frame.navigation')}>
              {links.map(({ to, label }) => (
                <NavLink key={to} to={to} end={to === home}>
                  {t(label)}
                </NavLink>
              ))}
            </nav>
          )}
          {signedIn && (
            <button type="button" className={`frame-sign-out ${waiting}`} onClick={() => void signOut()}>
              {t('frame.signOut')}
            </button>
          )}
        </div>
      </header>
      <OfflineBand />
      {state === 'ended' && <SessionEnded />}
      <main id="page" className={wide ? 'frame-main wide' : 'frame-main'}>
        <ErrorBoundary key={pathname}>
          <Suspense fallback={<PageSkeleton />}>{children}</Suspense>
        </ErrorBoundary>
      </main>
      <footer className="frame-footer">
        <div className="frame-footer-inner">
          <LanguageChoice />
        </div>
      </footer>
    </div>
  );
}

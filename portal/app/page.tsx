import { Heading, Link } from '@digdir/designsystemet-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link as RouterLink, useLocation } from 'react-router';
import { controllerName } from './controller.ts';

export interface PageProps {
  readonly title: string;
  /** The page above this one. */
  readonly back?: { readonly to: string; readonly label: string };
  readonly children: ReactNode;
}

/** The page that was read last: the first one of a visit is read from its top, as the browser does itself. */
let lastPath: string | undefined;

/** A page with its heading, which whoever listens or uses the keyboard is brought to when the page changes. */
export function Page({ title, back, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname, hash } = useLocation();
  useEffect(() => {
    document.title = `${title} · ${controllerName()}`;
  }, [title]);
  useEffect(() => {
    if (lastPath !== undefined && lastPath !== pathname) {
      heading.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    lastPath = pathname;
    if (hash) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [pathname, hash]);
  return (
    <div className="stack">
      <div>
        {back && (
          <Link asChild className="back-link">
            <RouterLink to={back.to}>← {back.label}</RouterLink>
          </Link>
        )}
        <Heading level={1} data-size="md" ref={heading} tabIndex={-1}>
          {title}
        </Heading>
      </div>
      {children}
    </div>
  );
}

import { Link, Paragraph } from '@digdir/designsystemet-react';
import { Link as RouterLink } from 'react-router';
import { useSpeech } from '../language/language-context.tsx';
import { Page } from './page.tsx';

/** For an address that is no page, and for what one may not know of: the two look the same. */
export function NotFoundPage({ home = '/' }: { home?: string }) {
  const { t } = useSpeech();
  return (
    <Page title={t('notFound.title')}>
      <Paragraph>{t('notFound.what')}</Paragraph>
      <Paragraph>
        <Link asChild>
          <RouterLink to={home}>{t('notFound.home')}</RouterLink>
        </Link>
      </Paragraph>
    </Page>
  );
}

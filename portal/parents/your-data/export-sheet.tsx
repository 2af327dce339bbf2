import { Button, Link } from '@digdir/designsystemet-react';
import { useEffect, useMemo, useRef } from 'react';
import { Page } from '../../app/page.tsx';
import { useSpeech } from '../../language/language-context.tsx';
import type { ExportFile } from './use-export-file.ts';

/** An export to read, to print and to keep: what stands here is what stands in the file. */
export function ExportSheet({ file, onClose }: { file: ExportFile; onClose(): void }) {
  const { t } = useSpeech();
  const place = useRef<HTMLElement>(null);
  const document_ = useMemo(() => new DOMParser().parseFromString(file.html, 'text/html'), [file]);
  useEffect(() => {
    // Its own title is this page's. What comes of the parser runs no script, and the page's policy lets none run.
    const pieces = [...document_.querySelectorAll('header > p, main > *')];
    place.current?.replaceChildren(...pieces.map((piece) => document.importNode(piece, true)));
  }, [document_]);
  const html = useFileAddress(file.html, 'text/html');
  const json = useFileAddress(file.json, 'application/json');
  return (
    <Page title={document_.title}>
      <div className="row no-print">
        <Button onClick={() => print()}>{t('yourData.sheet.print')}</Button>
        <Link href={html} download="oppvekst.html">
          {t('yourData.sheet.keep')}
        </Link>
        <Link href={json} download="oppvekst.json">
          {t('yourData.sheet.machines')}
        </Link>
        <Button variant="tertiary" onClick={onClose}>
          {t('yourData.sheet.close')}
        </Button>
      </div>
      <article className="sheet" ref={place} lang={document_.documentElement.lang} />
    </Page>
  );
}

/** An address of this tab alone at which a text can be kept as a file; gone with the page. */
function useFileAddress(text: string, type: string): string {
  const address = useMemo(() => URL.createObjectURL(new Blob([text], { type })), [text, type]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return address;
}

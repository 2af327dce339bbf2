import { Link } from '@digdir/designsystemet-react';
import { lawAddress } from './law.ts';

/** A provision, with where to read it. */
export function LawLink({ citation }: { citation: string }) {
  const address = lawAddress(citation);
  return address ? (
    <Link href={address} rel="noreferrer">
      {citation}
    </Link>
  ) : (
    citation
  );
}

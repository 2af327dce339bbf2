import { Card, Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import type { Gap } from '../../graph/failures.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useSession } from '../../session/session-context.tsx';

interface PupilPartProps {
  readonly title: string;
  readonly lines: readonly string[] | null;
  /** Why it is not there, where it is not. */
  readonly gap: Gap | undefined;
}

export function PupilPart({ title, lines, gap }: PupilPartProps) {
  const { t } = useSpeech();
  return (
    <Card>
      <div className="stack tight">
        <Heading level={2} data-size="2xs">
          {title}
        </Heading>
        {gap ? <Closed gap={gap} /> : <Lines lines={lines ?? []} nothing={t('pupil.nothing')} />}
      </div>
    </Card>
  );
}

function Lines({ lines, nothing }: { lines: readonly string[]; nothing: string }) {
  if (lines.length === 0) return <Paragraph className="subtle">{nothing}</Paragraph>;
  return (
    <ul className="part-lines">
      {[...new Set(lines)].map((line) => (
        <li key={line} className="written">
          {line}
        </li>
      ))}
    </ul>
  );
}

/** That a part is closed to the reader, by which provisions; and the sign-in that would open it, where one would. */
function Closed({ gap }: { gap: Gap }) {
  const { t } = useSpeech();
  const { signInAddress } = useSession();
  if (gap.kind !== 'withheld') return <Paragraph>{t('partial.unavailable')}</Paragraph>;
  if (gap.signIn) {
    const back = new URL(signInAddress(), location.origin).searchParams.get('return') ?? '/ansatt';
    return (
      <Paragraph>
        {t('partial.locked')}{' '}
        <Link href={`${gap.signIn}&return=${encodeURIComponent(back)}`}>{t('partial.signInHigher')}</Link>
      </Paragraph>
    );
  }
  return (
    <Paragraph className="closed">
      {t('pupil.closed')} {gap.legalBasis.length > 0 && t('pupil.closedBy', { citation: gap.legalBasis.join('; ') })}
    </Paragraph>
  );
}

import { Paragraph } from '@digdir/designsystemet-react';
import { useSpeech } from '../../language/language-context.tsx';

interface Count {
  readonly kind: string;
  readonly added: number;
  readonly changed: number;
  readonly ended: number;
}

/** What a roster changes, or would change, by kind of row. */
export function Changes({ counts }: { counts: readonly Count[] }) {
  const { t, has, number } = useSpeech();
  const changed = counts.filter(({ added, changed: altered, ended }) => added + altered + ended > 0);
  const wording = (kind: string) => {
    const key = `imports.kind.${kind}`;
    return has(key) ? t(key) : kind;
  };
  if (counts.length > 0 && changed.length === 0) return <Paragraph>{t('imports.unchanged')}</Paragraph>;
  return changed.length === 0 ? null : (
    <ul className="plain-row">
      {changed.map(({ kind, added, changed: altered, ended }) => (
        <li key={kind}>
          {t('imports.count', {
            kind: wording(kind),
            added: number(added),
            changed: number(altered),
            ended: number(ended),
          })}
        </li>
      ))}
    </ul>
  );
}

import { Card, Details, Heading, Paragraph } from '@digdir/designsystemet-react';
import { todayInNorway } from '../../language/dates.ts';
import { useSpeech } from '../../language/language-context.tsx';
import type { MessageKey } from '../../language/messages.ts';
import { LawLink } from '../move/law-link.tsx';

interface CaseDocument {
  readonly id: string;
  readonly title: string | null;
  readonly text: string | null;
  readonly legalBasis?: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

interface DocumentsProps {
  readonly id: string;
  readonly title: MessageKey;
  readonly none: MessageKey;
  /** What is said of them all, such as the right to complain. */
  readonly note?: MessageKey;
  readonly documents: readonly CaseDocument[];
}

/** Decisions, plans or notes that hold today, with their last day. */
export function Documents({ id, title, none, note, documents }: DocumentsProps) {
  const { t, date } = useSpeech();
  const today = todayInNorway();
  const inForce = documents.filter(({ validTo }) => validTo === null || validTo >= today);
  return (
    <Card>
      <section className="stack tight" id={id}>
        <Heading level={2} data-size="xs">
          {t(title)}
        </Heading>
        {inForce.length === 0 && <Paragraph>{t(none)}</Paragraph>}
        {inForce.map(({ id: document, title: name, text, legalBasis, validFrom, validTo }) => (
          <Details key={document}>
            <Details.Summary>
              <span className="written">{name}</span>
            </Details.Summary>
            <Details.Content>
              <Paragraph className="written">{text}</Paragraph>
              <Paragraph data-size="sm" className="subtle">
                {validFrom && t('insight.documents.from', { date: date(validFrom) })}{' '}
                {validTo && t('insight.documents.to', { date: date(validTo) })}
              </Paragraph>
              {legalBasis && (
                <Paragraph data-size="sm">
                  {t('move.law')} <LawLink citation={legalBasis} />
                </Paragraph>
              )}
            </Details.Content>
          </Details>
        ))}
        {note && inForce.length > 0 && <Paragraph data-size="sm">{t(note)}</Paragraph>}
      </section>
    </Card>
  );
}

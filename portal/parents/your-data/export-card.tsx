import { Button, Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { Refused } from '../../components/refused.tsx';
import { RequestExport } from '../../graph/operations.generated.ts';
import type { YourDataQuery } from '../../graph/types.generated.ts';
import { type Outcome, useDeed } from '../../graph/use-deed.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { explanationLanguage } from '../../language/languages.ts';
import { type ExportFile, useExportFile } from './use-export-file.ts';

type DataExport = NonNullable<NonNullable<YourDataQuery['pupil']>['dataExports']>[number];

interface ExportCardProps {
  readonly childId: string;
  /** The newest first. */
  readonly exports: readonly DataExport[];
  onFile(file: ExportFile): void;
}

/** Asks for a copy of all that is held (GDPR art. 15), says how far it has come, and gives it. */
export function ExportCard({ childId, exports, onFile }: ExportCardProps) {
  const { t, language } = useSpeech();
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const { act, acting } = useDeed(RequestExport);
  const isOnItsWay = exports.some(({ state }) => state === 'REQUESTED' || state === 'MADE');
  return (
    <Card>
      <div className="stack tight">
        <Heading level={2} data-size="xs">
          {t('yourData.export.title')}
        </Heading>
        <Paragraph>{t('yourData.export.what')}</Paragraph>
        <ul className="plain-list">
          {exports.map((one) => (
            <li key={one.id} className="ruled">
              <ExportLine dataExport={one} onFile={onFile} />
            </li>
          ))}
        </ul>
        <Refused outcome={outcome} />
        {!isOnItsWay && (
          <div>
            <Button
              variant="secondary"
              loading={acting}
              onClick={() => void act({ childId, language: explanationLanguage[language] }).then(setOutcome)}
            >
              {t('yourData.export.request')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}

function ExportLine({ dataExport, onFile }: { dataExport: DataExport; onFile(file: ExportFile): void }) {
  const { t, moment } = useSpeech();
  const { collect, collecting } = useExportFile();
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const { id, state, requestedAt, answerBy } = dataExport;
  const show = async () => {
    const collected = await collect(id);
    if (collected.state === 'done') onFile(collected.data);
    else setOutcome(collected);
  };
  return (
    <div className="stack tight">
      <Paragraph>{t('yourData.export.requested', { date: requestedAt ? moment(requestedAt, 'long') : '' })}</Paragraph>
      {state === 'SCREENED' || state === 'DELIVERED' ? (
        <div>
          <Button data-size="sm" loading={collecting} onClick={() => void show()}>
            {t('yourData.export.show')}
          </Button>
        </div>
      ) : (
        <Paragraph>{t('yourData.export.waits', { date: answerBy ? moment(answerBy, 'long') : '' })}</Paragraph>
      )}
      <Refused outcome={outcome} />
    </div>
  );
}

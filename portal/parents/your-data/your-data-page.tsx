import { Card, Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { Link as RouterLink, useParams } from 'react-router';
import { controllerName } from '../../app/controller.ts';
import { NotFoundPage } from '../../app/not-found-page.tsx';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { YourData } from '../../graph/operations.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { explanationLanguage } from '../../language/languages.ts';
import { pageOf } from '../home/child-news.ts';
import { CorrectionCard } from './correction-card.tsx';
import { ExportCard } from './export-card.tsx';
import { ExportSheet } from './export-sheet.tsx';
import { Processing } from './processing.tsx';
import type { ExportFile } from './use-export-file.ts';

/** What a family can ask of those who hold data of its child: a copy, a correction, what is done with it and why, and whom to ask. */
export function YourDataPage() {
  const { childId = '' } = useParams();
  const { t, language } = useSpeech();
  const [file, setFile] = useState<ExportFile>();
  const answer = useAnswer(
    YourData,
    { childId, language: explanationLanguage[language] },
    // An export that was asked for is made, and looked through, while one waits.
    { everyMs: 30_000 },
  );
  if (file) return <ExportSheet file={file} onClose={() => setFile(undefined)} />;
  return (
    <Answered answer={answer}>
      {({ pupil, processing }) => {
        if (!pupil) return <NotFoundPage />;
        const name = pupil.givenName ?? t('home.unnamedChild');
        return (
          <Page title={t('yourData.title', { name })} back={{ to: pageOf(childId), label: name }}>
            <ExportCard childId={childId} exports={pupil.dataExports ?? []} onFile={setFile} />
            <CorrectionCard childId={childId} corrections={pupil.corrections ?? []} activities={processing} />
            <Processing activities={processing} />
            <Card>
              <div className="stack tight">
                <Heading level={2} data-size="xs">
                  {t('yourData.ask.title')}
                </Heading>
                <Paragraph>{t('yourData.ask.what', { controller: controllerName() })}</Paragraph>
                <Paragraph>
                  <Link asChild>
                    <RouterLink to={pageOf(childId, 'innsyn')}>{t('insight.looked')}</RouterLink>
                  </Link>
                </Paragraph>
              </div>
            </Card>
          </Page>
        );
      }}
    </Answered>
  );
}

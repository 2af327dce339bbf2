import { Heading, Link, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { Answered } from '../../components/answered.tsx';
import { BasePackage } from '../../graph/operations.generated.ts';
import type { Level } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { SelectField } from '../form/fields.tsx';
import { levels } from './levels.ts';
import { useLevelName } from './use-level-name.ts';

/** What every pupil of a level gets, and whether it can be used as it stands. */
export function BasePackageSection() {
  const { t } = useSpeech();
  const levelName = useLevelName();
  const [level, setLevel] = useState<Level>('YEAR_1');
  const answer = useAnswer(BasePackage, { level });
  return (
    <section className="stack tight" aria-labelledby="base-package">
      <Heading level={2} data-size="sm" id="base-package">
        {t('basePackage.title')}
      </Heading>
      <SelectField
        label={t('resources.level')}
        value={level}
        choices={levels.map((value) => ({ value, label: levelName(value) }))}
        onChange={(value) => setLevel(value as Level)}
      />
      <Answered answer={answer} skeleton={<Paragraph>{t('frame.loading')}</Paragraph>}>
        {({ basePackage }) =>
          basePackage.length === 0 ? (
            <Paragraph className="subtle">{t('basePackage.none')}</Paragraph>
          ) : (
            <ul className="plain-list">
              {basePackage.map(({ usable, resource }) => (
                <li key={resource.id} className="row">
                  <Link asChild>
                    <RouterLink to={`/ansatt/laeremidler/${resource.id}`}>{resource.title}</RouterLink>
                  </Link>
                  {!usable && <Tag data-color="warning">{t('basePackage.notUsable')}</Tag>}
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}

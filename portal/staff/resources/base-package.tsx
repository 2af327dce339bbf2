import { Button, Heading, Link, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { Answered } from '../../components/answered.tsx';
import { Refused } from '../../components/refused.tsx';
import { everyLevel } from '../../graph/enum-values.generated.ts';
import { BasePackage, RemoveFromBasePackage } from '../../graph/operations.generated.ts';
import type { Level } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { SelectField } from '../form/fields.tsx';
import { useFormDeed } from '../form/use-form.ts';
import { useLevelName } from './use-level-name.ts';

/** What every pupil of a level gets, and whether it can be used as it stands. What is in it can be taken out. */
export function BasePackageSection() {
  const { t } = useSpeech();
  const levelName = useLevelName();
  const [level, setLevel] = useState<Level>('YEAR_1');
  const answer = useAnswer(BasePackage, { level });
  const { send, acting, outcome } = useFormDeed(RemoveFromBasePackage);
  return (
    <section className="stack tight" aria-labelledby="base-package">
      <Heading level={2} data-size="sm" id="base-package">
        {t('basePackage.title')}
      </Heading>
      <SelectField
        label={t('resources.level')}
        value={level}
        choices={everyLevel.map((value) => ({ value, label: levelName(value) }))}
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
                  <Button
                    variant="tertiary"
                    data-size="sm"
                    aria-label={t('basePackage.removeOne', { title: resource.title })}
                    disabled={acting}
                    onClick={() => void send({ level, resourceId: resource.id })}
                  >
                    {t('basePackage.remove')}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      <Refused outcome={outcome} />
    </section>
  );
}

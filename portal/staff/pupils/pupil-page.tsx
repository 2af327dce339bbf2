import { Link, Paragraph } from '@digdir/designsystemet-react';
import { Link as RouterLink, useParams } from 'react-router';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import type { Gap } from '../../graph/failures.ts';
import { StaffPupil } from '../../graph/operations.generated.ts';
import type { StaffPupilQuery } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { OpenForm } from '../openings/open-form.tsx';
import { openableAmong } from '../openings/openable.ts';
import { useName } from '../pupil-name.ts';
import { PupilPart } from './pupil-part.tsx';
import { usePupilParts } from './pupil-parts.ts';

type Pupil = NonNullable<StaffPupilQuery['pupil']>;

/** One child: what the reader's role may see, and of what it may not: that it is closed, and by which provision. */
export function PupilPage() {
  const { t } = useSpeech();
  const { id = '' } = useParams();
  const answer = useAnswer(StaffPupil, { id });
  return (
    <Answered answer={answer}>
      {({ pupil }, gaps) =>
        pupil ? (
          <PupilContent pupil={pupil} gaps={gaps} />
        ) : (
          // No such child, and one that the reader may not know of, are answered alike.
          <Page title={t('pupil.unknown')} back={{ to: '/ansatt/elever', label: t('pupils.title') }}>
            <Paragraph>{t('pupil.unknownWhat')}</Paragraph>
          </Page>
        )
      }
    </Answered>
  );
}

function PupilContent({ pupil, gaps }: { pupil: Pupil; gaps: readonly Gap[] }) {
  const { t, date } = useSpeech();
  const nameOf = useName();
  const parts = usePupilParts(pupil);
  const classes = (pupil.groups?.edges ?? []).flatMap(({ node }) => node?.group ?? []);
  // A part that a higher sign-in would open is not closed to the role.
  const closed = openableAmong(
    gaps.flatMap(({ kind, category, signIn }) => (kind === 'withheld' && category && !signIn ? [category] : [])),
  );
  return (
    <Page title={nameOf(pupil)} back={{ to: '/ansatt/elever', label: t('pupils.title') }}>
      <div className="stack tight">
        <Paragraph>
          {[
            pupil.birthDate && t('move.born', { date: date(pupil.birthDate, 'long') }),
            pupil.units?.map(({ name }) => name).join(', '),
            pupil.level && t('pupils.level', { level: pupil.level }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Paragraph>
        {classes.length > 0 && (
          <ul className="plain-row">
            {classes.map(({ id, name }) => (
              <li key={id}>
                <Link asChild>
                  <RouterLink to={`/ansatt/grupper/${id}`}>{name}</RouterLink>
                </Link>
              </li>
            ))}
          </ul>
        )}
        <MoveLinks pupil={pupil} />
      </div>
      <div className="side-by-side">
        {parts.map(({ field, lines }) => (
          <PupilPart
            key={field}
            title={t(`pupil.${field}`)}
            lines={lines}
            gap={gaps.find(({ path }) => path === `pupil.${field}`)}
          />
        ))}
      </div>
      {closed.length > 0 && (
        <details className="ds-details">
          <summary>{t('opening.open')}</summary>
          <div className="details-content">
            <OpenForm name={pupil.id} child={{ childId: pupil.id }} categories={closed} />
          </div>
        </details>
      )}
    </Page>
  );
}

function MoveLinks({ pupil }: { pupil: Pupil }) {
  const { t } = useSpeech();
  const moves = (pupil.transfers?.edges ?? []).map(({ node }) => node);
  if (moves.length === 0) return null;
  return (
    <ul className="plain-list">
      {moves.map(({ id, phase, side, counterpart }) => (
        <li key={id}>
          <Link asChild>
            <RouterLink to={`/ansatt/flyttinger/${id}`}>
              {t(side === 'SENDER' ? 'move.leaves' : 'move.comes')}
              {counterpart?.name && `, ${t(side === 'SENDER' ? 'move.to' : 'move.from', { name: counterpart.name })}`}
              {phase && `: ${t(`move.phase.${phase}`)}`}
            </RouterLink>
          </Link>
        </li>
      ))}
    </ul>
  );
}

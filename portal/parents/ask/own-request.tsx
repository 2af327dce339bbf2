import { Link, Paragraph } from '@digdir/designsystemet-react';
import { Link as RouterLink } from 'react-router';
import { controllerName } from '../../app/controller.ts';
import type { InformationAskedQuery } from '../../graph/types.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { pageOf } from '../home/child-news.ts';

type Request = InformationAskedQuery['myInformationRequests'][number];

/** A question one has asked: where it stands, what was answered while it is open to read, and the way to appeal a refusal. */
export function OwnRequest({ request: { askedAt, dueAt, state, openUntil, answer, appeal } }: { request: Request }) {
  const { t, moment, date } = useSpeech();
  const isOver = state === 'GIVEN' && !answer;
  const day = state === 'GIVEN' && openUntil ? date(openUntil, 'long') : moment(dueAt, 'long');
  const child = state === 'GIVEN' ? answer?.pupil : undefined;
  return (
    <div className="stack tight">
      <Paragraph data-size="sm" className="subtle">
        {t('ask.own.asked', { date: moment(askedAt, 'long') })}
      </Paragraph>
      <Paragraph>{isOver ? t('ask.own.over') : t(`ask.own.state.${state}`, { date: day })}</Paragraph>
      {answer?.text && <Paragraph className="written">{answer.text}</Paragraph>}
      {child && (
        <Paragraph>
          <Link asChild>
            <RouterLink to={pageOf(child.id)}>
              {t('ask.own.open', { name: child.givenName ?? t('home.unnamedChild') })}
            </RouterLink>
          </Link>
        </Paragraph>
      )}
      {appeal && (
        <Paragraph>{t('ask.own.appeal', { controller: controllerName(), date: date(appeal.by, 'long') })}</Paragraph>
      )}
    </div>
  );
}

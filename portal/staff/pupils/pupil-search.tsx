import { Paragraph } from '@digdir/designsystemet-react';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { Answered } from '../../components/answered.tsx';
import { FindPupils } from '../../graph/operations.generated.ts';
import type { FindPupilsQuery } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { TextField } from '../form/fields.tsx';
import { useSettled } from './use-settled.ts';

export type FoundPupil = NonNullable<FindPupilsQuery['pupils']['edges'][number]['node']>;
/** Fewer letters than this find everybody and nobody. */
const fewest = 2;
const settleMs = 200;

interface PupilSearchProps {
  readonly begin?: string;
  onSearch?(search: string): void;
  /** A child who was found, as a line. */
  children(pupil: FoundPupil): ReactNode;
}

/** Finds children by name while one writes; those whom one may not know of are not among them, and not counted. */
export function PupilSearch({ begin = '', onSearch, children }: PupilSearchProps) {
  const { t } = useSpeech();
  const [search, setSearch] = useState(begin);
  const settled = useSettled(useDeferredValue(search.trim()), settleMs);
  const isEnough = settled.length >= fewest;
  const answer = useAnswer(FindPupils, { search: settled }, { pause: !isEnough });
  return (
    <div className="stack">
      <search>
        <TextField
          label={t('pupils.search')}
          hint={t('pupils.searchHint')}
          type="search"
          value={search}
          onChange={(next) => {
            setSearch(next);
            onSearch?.(next);
          }}
        />
      </search>
      {isEnough && (
        <Answered answer={answer}>
          {({ pupils: { edges, pageInfo } }) => (
            <div className="stack tight">
              <Paragraph role="status" className="subtle">
                {edges.length === 0 ? t('pupils.none') : t('pupils.found', { count: edges.length })}
              </Paragraph>
              <ul className="plain-list">
                {edges.map(
                  ({ node }) =>
                    node && (
                      <li key={node.id} className="ruled">
                        {children(node)}
                      </li>
                    ),
                )}
              </ul>
              {pageInfo.hasNextPage && <Paragraph className="subtle">{t('pupils.more')}</Paragraph>}
            </div>
          )}
        </Answered>
      )}
    </div>
  );
}

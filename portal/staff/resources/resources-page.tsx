import { Button, Link, Paragraph, Table, Tag } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { Page } from '../../app/page.tsx';
import { Answered } from '../../components/answered.tsx';
import { ResourceCatalogue } from '../../graph/operations.generated.ts';
import type { ResourceFilter, ResourceInListFragment } from '../../graph/types.generated.ts';
import { useAnswer } from '../../graph/use-answer.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { useSettled } from '../pupils/use-settled.ts';
import { BasePackageSection } from './base-package.tsx';
import { type Filter, FilterForm } from './filter-form.tsx';
import { useLanguageName } from './use-language-name.ts';

const settleMs = 250;

/** The catalogue of learning resources, with what it can be narrowed by, and the base package of a level. */
export function ResourcesPage() {
  const { t } = useSpeech();
  const [filter, setFilter] = useState<Filter>({});
  const [after, setAfter] = useState<string | null>(null);
  const answer = useAnswer(ResourceCatalogue, { filter: useSettled(filter, settleMs) as ResourceFilter, after });
  return (
    <Page title={t('resources.title')}>
      <div>
        <Link asChild>
          <RouterLink to="/ansatt/laeremidler/foresla">{t('propose.title')}</RouterLink>
        </Link>
      </div>
      <FilterForm
        filter={filter}
        onChange={(next) => {
          setAfter(null);
          setFilter(next);
        }}
      />
      <Answered answer={answer}>
        {({ resources: { edges, pageInfo } }) => (
          <>
            {edges.length === 0 ? (
              <Paragraph role="status">{t('resources.none')}</Paragraph>
            ) : (
              <Catalogue resources={edges.map(({ node }) => node)} />
            )}
            {pageInfo.hasNextPage && (
              <div>
                <Button variant="secondary" onClick={() => setAfter(pageInfo.endCursor)}>
                  {t('staff.nextPage')}
                </Button>
              </div>
            )}
          </>
        )}
      </Answered>
      <BasePackageSection />
    </Page>
  );
}

function Catalogue({ resources }: { resources: readonly ResourceInListFragment[] }) {
  const { t, date } = useSpeech();
  const languageName = useLanguageName();
  return (
    <div className="table-scroll">
      <Table zebra>
        <caption className="ds-sr-only">{t('resources.title')}</caption>
        <Table.Head>
          <Table.Row>
            {(['name', 'languages', 'step', 'personalData', 'agreement'] as const).map((column) => (
              <Table.HeaderCell key={column} scope="col">
                {t(`resources.${column}`)}
              </Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {resources.map(({ id, title, supplier, editions, approval, availability, processingAgreement }) => (
            <Table.Row key={id}>
              <Table.HeaderCell scope="row">
                <Link asChild>
                  <RouterLink to={`/ansatt/laeremidler/${id}`}>{title}</RouterLink>
                </Link>
                <div className="subtle">{supplier.name}</div>
              </Table.HeaderCell>
              <Table.Cell>{[...new Set(editions.map(({ language }) => languageName(language)))].join(', ')}</Table.Cell>
              <Table.Cell>
                <Tag data-color={approval.status === 'DISTRIBUTED' ? 'success' : 'neutral'}>
                  {t(`resource.${approval.status}`)}
                </Tag>
              </Table.Cell>
              <Table.Cell>{t(`resource.${availability.withPersonalData}`)}</Table.Cell>
              <Table.Cell>{processingAgreement?.validTo ? date(processingAgreement.validTo, 'short') : '–'}</Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  );
}

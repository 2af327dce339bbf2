import { type CategoryId, categories } from '#contracts/categories.ts';
import { connectionOf, type PageArguments, readPage } from '#contracts/graphql/connection.ts';
import { viewerKey } from '#kit/access/viewer.ts';
import type { PersonalDataSection } from '#kit/personal-data/gather.ts';
import type { DataSharingContext } from '../context.ts';
import { openContent } from '../exports/make-export.ts';
import { type ExportRow, listToScreen } from '../exports/store.ts';
import { type InLanguage, languageOf } from './in-language.ts';
import { may } from './may.ts';

type Context = DataSharingContext;
export const sectionName = ({ subgraph, field }: PersonalDataSection): string => `${subgraph}.${field}`;

/** To one of the home, what they asked for themselves; to those who look through them, all of the child's. */
export async function dataExports({ id: childId }: { readonly id: string }, _: unknown, { access, loaders }: Context) {
  const rows = await loaders.exports.load(childId);
  if (rows.length === 0 || (await may(access, 'screen-export', childId))) return rows;
  return rows.filter(({ viewer }) => viewerKey(viewer) === viewerKey(access.viewer));
}

export async function exportsToScreen(_: unknown, args: PageArguments, { access, process }: Context) {
  await access.require('list-exports');
  const page = readPage(args);
  const rows = await listToScreen(process.database, await access.visibility(), page);
  const connection = connectionOf(rows, page.limit, ({ requestedAt, id }) => [requestedAt.toISOString(), id]);
  const edges = [];
  for (const edge of connection.edges) if (await may(access, 'screen-export', edge.node.childId)) edges.push(edge);
  return { ...connection, edges };
}

/** GDPR art. 12 (3): without undue delay, and within one month. */
export function oneMonthAfter(asked: Date): Date {
  const date = new Date(asked);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + 1);
  // The 31st of a month that has none is its last day.
  if (date.getUTCDate() !== day) date.setUTCDate(0);
  return date;
}

export const dataExportResolvers = {
  pupil: ({ childId }: ExportRow) => ({ id: childId }),
  language: ({ language }: ExportRow) => language.toUpperCase(),
  answerBy: ({ requestedAt }: ExportRow) => oneMonthAfter(requestedAt),
  // Before it is looked through nobody of the home gets what is in it.
  sections: async (row: ExportRow, _: unknown, { access, process }: Context) => {
    if (!(await may(access, 'screen-export', row.childId))) return null;
    const content = await openContent(process, row);
    return content?.sections.map((section) => ({ ...section, childId: row.childId })) ?? null;
  },
};

type Section = PersonalDataSection & { readonly childId: string };
export const dataExportSectionResolvers = {
  name: sectionName,
  label: ({ category }: Section, { language }: InLanguage) =>
    category === null ? null : categories[category].label[languageOf(language)],
  // Decided by the category that the section is of: whoever looks through it sees no more of the child than otherwise.
  content: ({ childId, category, content }: Section, _: unknown, { access }: Context) =>
    category === null || seesToo(access, childId, category) ? JSON.stringify(content) : null,
};

function seesToo(access: Context['access'], childId: string, category: CategoryId): boolean {
  const decision = access.decide(childId, category);
  if (decision.allow) access.disclose(childId, category, decision);
  return decision.allow;
}

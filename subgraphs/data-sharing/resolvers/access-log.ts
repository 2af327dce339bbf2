import { type CategoryId, categories, isCategoryId } from '#contracts/categories.ts';
import { connectionOf, type PageArguments, readPage } from '#contracts/graphql/connection.ts';
import { viewerKey } from '#kit/access/viewer.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { type AccessLogEntry, basisOf } from '../access-log/entries.ts';
import { entryInWords } from '../access-log/words.ts';
import type { DataSharingContext } from '../context.ts';
import { enumName } from './enum-name.ts';
import { type InLanguage, languageOf } from './in-language.ts';

type Context = DataSharingContext;

interface LogArguments extends PageArguments {
  readonly month?: string | null;
  readonly category?: string | null;
}

/** Who has looked at a child, by day. */
export async function accessLog(
  { id: childId }: { readonly id: string },
  args: LogArguments,
  { access, loaders }: Context,
) {
  const { month = null, category = null } = args;
  if (month !== null && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
    throw new HubError('BAD_INPUT', 'month must be a year and a month, such as 2026-11.');
  if (category !== null && !isCategoryId(category))
    throw new HubError('BAD_INPUT', `There is no category "${category}".`);
  const page = readPage(args);
  const ask = { ...page, month, category, reader: viewerKey(access.viewer) };
  const entries = await loaders.accessLogPage.load({ of: childId, ask });
  return connectionOf(entries, page.limit, ({ lookUp }) => [lookUp.day, lookUp.id]);
}

export const accessLogEntryResolvers = {
  day: ({ lookUp }: AccessLogEntry) => lookUp.day,
  lastAt: ({ lookUp }: AccessLogEntry) => new Date(lookUp.lastAt),
  times: ({ lookUp }: AccessLogEntry) => lookUp.times,
  capacity: ({ capacity }: AccessLogEntry) => (capacity === null ? null : enumName(capacity)),
  organisation: ({ lookUp }: AccessLogEntry, _: unknown, { process }: Context) =>
    lookUp.organisation === process.controller.organisationNumber ? null : lookUp.organisation,
  seen: (entry: AccessLogEntry) =>
    entry.categories.map((category) => ({
      childId: entry.childId,
      category,
      legalBasis: basisOf(entry.lookUp, category),
    })),
  text: (entry: AccessLogEntry, { language }: InLanguage) => entryInWords(entry, languageOf(language)),
  questions: ({ id }: AccessLogEntry, _: unknown, { loaders }: Context) => loaders.ownQuestions.load(id),
};

export const accessLogCategoryResolvers = {
  label: ({ category }: { readonly category: CategoryId }, { language }: InLanguage) =>
    categories[category].label[languageOf(language)],
};

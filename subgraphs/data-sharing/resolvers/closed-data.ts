import { categories } from '#contracts/categories.ts';
import type { ClosedData } from '#kit/retention/closed-data.ts';
import type { DataSharingContext } from '../context.ts';
import { type InLanguage, languageOf } from './in-language.ts';

export const closedData = ({ id }: { readonly id: string }, _: unknown, { loaders }: DataSharingContext) =>
  loaders.closedData.load(id);

export const closedDataResolvers = {
  label: ({ category }: ClosedData, { language }: InLanguage) => categories[category].label[languageOf(language)],
  outcome: ({ outcome }: ClosedData) => outcome.toUpperCase(),
};

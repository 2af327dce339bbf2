import type { Level } from '../domain/level.ts';
import type { ResourceDescriptionInput } from '../domain/resource.ts';

/** How far the approval of a resource has come in the demo. */
export type DemoStage = 'PROPOSED' | 'REVIEWED' | 'CHECKED' | 'APPROVED' | 'DISTRIBUTED' | 'REJECTED';

/** A row of the demo's catalogue: what differs from a resource that is in order. */
export type Row = readonly [
  reference: string,
  title: string,
  supplier: string,
  summary: string,
  curriculum: string,
  levels: readonly Level[],
  more?: Partial<ResourceDescriptionInput> & { readonly stage?: DemoStage; readonly base?: true },
];

export const primary = ['YEAR_1', 'YEAR_2', 'YEAR_3', 'YEAR_4'] as const;
export const middle = ['YEAR_5', 'YEAR_6', 'YEAR_7'] as const;
export const lower = ['YEAR_8', 'YEAR_9', 'YEAR_10'] as const;
export const grunnskole = [...primary, ...middle, ...lower] as const;
export const upper = ['VG1', 'VG2', 'VG3'] as const;

export const edition = (language: string, price = 3900, availableFrom = '2024-08-01') => ({
  language,
  price,
  availableFrom,
});
export const bothForms = [edition('nb'), edition('nn')];
export const free = (...languages: readonly string[]) => ({
  priceModel: 'FREE' as const,
  editions: languages.map((language) => edition(language, 0)),
});
export const takesNoData = {
  processesPersonalData: false,
  feideLogin: false,
  processingAgreement: undefined,
  dpia: undefined,
  ros: undefined,
};
export const tool = { kind: 'TOOL', base: true } as const;

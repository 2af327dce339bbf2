import type { ResourceDescriptionInput } from '../domain/resource.ts';
import { catalogueFormat } from './catalogue-file.ts';
import { demoAimCodes } from './demo-aims.ts';
import { bothForms, type DemoStage, type Row } from './demo-row.ts';
import { practiceRows } from './demo-rows-practice.ts';
import { theoryRows } from './demo-rows-theory.ts';

export interface DemoResource {
  readonly reference: string;
  readonly description: ResourceDescriptionInput;
  readonly stage: DemoStage;
  /** In the base package (grunnpakke) of each of its levels. */
  readonly inBasePackage: boolean;
}

/** About forty resources, each with the stage its approval has reached. */
export const demoResources = (): readonly DemoResource[] => [...theoryRows, ...practiceRows].map(toResource);

function toResource([reference, title, supplier, summary, curriculum, levels, more = {}]: Row): DemoResource {
  const { stage = 'DISTRIBUTED', base = false, ...changes } = more;
  const description: ResourceDescriptionInput = {
    title,
    supplier: { name: supplier },
    summary,
    link: `https://example.org/${reference}`,
    kind: 'LEARNING_MATERIAL',
    competenceAims: [...demoAimCodes(curriculum, levels)],
    levels: [...levels],
    editions: bothForms,
    priceModel: 'PER_PUPIL',
    feideLogin: true,
    processesPersonalData: true,
    processingAgreement: { reference: `DBA ${reference}`, validFrom: '2025-01-01', validTo: '2035-12-31' },
    dpia: { state: 'NOT_NEEDED', reason: 'Navn og klasse, ingen kartlegging.' },
    ros: { state: 'DONE', on: '2025-01-15' },
    universalDesign: { statement: `https://example.org/${reference}/uu`, checkedOn: '2025-01-15' },
    resale: false,
    ai: 'NONE',
    ...changes,
  };
  return { reference, description, stage, inBasePackage: base };
}

/** The demo's catalogue as a file, for the same importer as a user's file. */
export const demoCatalogueFile = (): string =>
  JSON.stringify({
    format: catalogueFormat,
    version: 1,
    resources: demoResources().map(({ reference, description }) => ({ reference, ...description })),
  });

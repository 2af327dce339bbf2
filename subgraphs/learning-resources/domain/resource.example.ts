import type { ResourceDescription } from './resource.ts';

/** A resource that is in order in every way; tests change what they are about. */
export const exampleResource = (changes: Partial<ResourceDescription> = {}): ResourceDescription => ({
  title: 'Tallriket 4',
  supplier: { name: 'Fjordforlaget' },
  summary: 'Oppgaver og spill om tall for mellomtrinnet.',
  kind: 'LEARNING_MATERIAL',
  competenceAims: ['KM98'],
  levels: ['YEAR_4', 'YEAR_5'],
  editions: [
    { language: 'nb', availableFrom: '2024-08-01', price: 4900 },
    { language: 'nn', availableFrom: '2024-08-01', price: 4900 },
  ],
  priceModel: 'PER_PUPIL',
  feideLogin: true,
  processesPersonalData: true,
  processingAgreement: { reference: 'DBA 2025/14', validFrom: '2025-01-01', validTo: '2028-12-31' },
  dpia: { state: 'DONE', on: '2025-02-01' },
  ros: { state: 'DONE', on: '2025-02-01' },
  universalDesign: { statement: 'https://example.test/uu', checkedOn: '2025-02-01' },
  resale: false,
  ai: 'NONE',
  trainsOnPupilData: false,
  speciallyAdapted: false,
  fromStatped: false,
  ...changes,
});

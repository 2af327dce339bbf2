import type { Level } from '../../graph/types.generated.ts';

export const levels: readonly Level[] = [
  'KINDERGARTEN',
  'YEAR_1',
  'YEAR_2',
  'YEAR_3',
  'YEAR_4',
  'YEAR_5',
  'YEAR_6',
  'YEAR_7',
  'YEAR_8',
  'YEAR_9',
  'YEAR_10',
  'VG1',
  'VG2',
  'VG3',
];

import { expect, it } from 'vitest';
import { categoriesOfActivity } from './activities.ts';
import { categoryIds } from './categories.ts';
import { purposes } from './purposes.ts';

it('works with every category in some activity', () => {
  const used = new Set(purposes.flatMap(categoriesOfActivity));
  expect(categoryIds.filter((category) => !used.has(category))).toEqual([]);
});

it.each(purposes)('works with something in %s', (purpose) => expect(categoriesOfActivity(purpose)).not.toEqual([]));

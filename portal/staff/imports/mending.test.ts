import { expect, it } from 'vitest';
import { readCatalogue } from '#portal/build/catalogues.ts';
import { findingKinds } from '#subgraphs/school-administration/index.ts';
import { mendingOf } from './mending.ts';

it('every kind of finding has a name in the portal, and a way to mend it', () => {
  const texts = readCatalogue('staff', 'nb');
  expect(findingKinds.filter((kind) => !(`finding.${kind}` in texts) || !(`mend.${mendingOf(kind)}` in texts))).toEqual(
    [],
  );
});

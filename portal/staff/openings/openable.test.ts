import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openable, openableAmong } from './openable.ts';

const policy = readFileSync(
  new URL('../../../contracts/policy/2026-08-01/access/opened.cedar', import.meta.url),
  'utf8',
);

it('offers to open what the policy lets be opened, and nothing else', () => {
  const rule = policy.split('@id("opened-record-sees")')[1]?.split('@id(')[0] ?? '';
  const permitted = [...rule.matchAll(/Category::"([\w-]+)"/g)].map(([, category]) => category);
  expect(permitted).toContain('health');
  expect([...openable, 'identity'].sort()).toEqual(permitted.sort());
});

it('offers of what is closed only what may be opened so', () => {
  expect(openableAmong(['school-environment', 'health', 'health'])).toEqual(['health']);
});

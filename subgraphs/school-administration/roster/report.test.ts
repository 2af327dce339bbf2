import { expect, it } from 'vitest';
import { finding } from '../source/roster-findings.ts';
import { collectFindings } from './report.ts';

it('keeps the first findings of each kind in the order of the file, and counts them all', () => {
  const findings = collectFindings();
  for (let line = 1000; line > 0; line--) findings.add(finding(line, 'password-in-file', 'a', 'b', 'c'));
  findings.add(finding(5, 'unknown-group', 'a', 'b', 'c'));
  const result = findings.result();
  expect(result.findingCounts).toEqual({ 'password-in-file': 1000, 'unknown-group': 1 });
  expect(result.findings).toHaveLength(201);
  expect(result.findings[0]).toMatchObject({ line: 5, kind: 'unknown-group' });
});

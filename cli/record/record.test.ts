import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { categoryIds } from '#contracts/categories.ts';
import { hubSettingsSchema } from '#kit/config/hub-settings.ts';
import type { ProcessingRecord } from './record.ts';
import { writeRecord } from './write-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'oppvekst-record-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const settings = hubSettingsSchema.parse({
  controller: { organisationNumber: '312000008', name: 'Prøve kommune <b>', kind: 'MUNICIPALITY' },
  port: 0,
  database: { kind: 'memory' },
  keysFolder: join(folder, 'keys'),
  clients: [
    { clientId: 'vokal', name: '=Vokal', organisationNumber: '312000016', purposes: ['resource-access'] },
    { clientId: 'other', name: 'Annet', organisationNumber: '312000016', purposes: ['education'] },
  ],
});
const write = (language: 'nb' | 'en' = 'nb', to = folder) =>
  writeRecord(settings, { folder: to, language, now: new Date('2026-11-25T12:00:00Z') });
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

let written: readonly string[];
beforeAll(() => {
  written = write();
});

it('names every category with its basis, how long it is kept, who may see it by the policy, and the fields that hold it', () => {
  const { rows, policyVersion } = JSON.parse(read('record.json')) as ProcessingRecord;
  expect(new Set(rows.map(({ category }) => category))).toEqual(new Set(categoryIds));
  expect(policyVersion).toBe('2026-08-01');
  const health = rows.find(({ activity, category }) => activity === 'education' && category === 'health');
  expect(health).toMatchObject({
    data: 'Helse og allergi',
    special: true,
    retention: 'Så lenge barnet går her',
    assurance: 'high',
    seenBy: expect.arrayContaining(['Eleven selv', 'Forelder', 'Kontaktlærer', 'Leder']),
    fields: expect.arrayContaining(['school-administration: HealthNote.text']),
  });
  expect(health?.seenBy).not.toContain('Saksbehandler');
  const log = rows.find(({ category }) => category === 'access-log');
  expect(log?.seenBy).toContain('Forelder');
  expect(log?.seenBy).not.toContain('Leder');
});

it('names a system as recipient in the activities that it is registered for, and of what it may see alone', () => {
  const { rows, assessmentFacts } = JSON.parse(read('record.json')) as ProcessingRecord;
  const gets = rows.filter(({ recipients }) => recipients.includes('=Vokal (312000016)'));
  expect(new Set(gets.map(({ activity }) => activity))).toEqual(new Set(['resource-access']));
  expect(gets.map(({ category }) => category)).toContain('feide-account');
  expect(assessmentFacts.systems).toEqual(['=Vokal: resource-access', 'Annet: education']);
});

it('is a table that no spreadsheet takes for a formula, and a page that shows what was typed as text', () => {
  expect(read('record.csv').split('\r\n')[0]).toMatch(/^activity,purpose,category/);
  expect(read('record.csv')).not.toMatch(/(^|[,"\n])=Vokal/);
  expect(read('record.html')).toContain('Prøve kommune &lt;b&gt;');
  expect(read('record.html')).not.toContain('<script');
});

it('comes with a notice to families in each language, which says nothing of staff', () => {
  expect(written).toEqual(
    expect.arrayContaining(['notice-nb.html', 'notice-nn.html', 'notice-se.html', 'notice-en.html']),
  );
  expect(read('notice-nn.html')).toContain('Slik bruker vi opplysningar om barnet ditt');
  expect(read('notice-se.html')).toContain('Dearvvašvuohta ja allergiija');
  expect(read('notice-nb.html')).not.toContain('Ansattes navn og rolle');
});

it('is in the language that is asked for, and says where it cannot be written', () => {
  write('en');
  expect(read('record.html')).toContain('Record of processing activities');
  writeFileSync(join(folder, 'taken'), '');
  expect(() => write('nb', join(folder, 'taken'))).toThrow(/cannot be written to .*taken/);
});

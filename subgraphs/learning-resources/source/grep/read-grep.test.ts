import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { titleIn } from '../../domain/competence-aim.ts';
import { grepAim, grepCurriculum, grepSet } from './grep.example.ts';
import type { GrepDocument } from './grep-finding.ts';
import { grepFolder } from './grep-folder.ts';
import { readGrep } from './read-grep.ts';

async function* documents(...json: readonly unknown[]): AsyncGenerator<GrepDocument, void, undefined> {
  for (const [index, each] of json.entries()) yield { where: `document ${index + 1}`, json: each };
}
const read = (...json: readonly unknown[]) => readGrep(documents(...json));

describe('reading competence aims from Grep', () => {
  test('joins an aim with its set and its curriculum', async () => {
    const { aims, findings } = await read(
      grepAim('KM10', 'regne med brøk'),
      grepSet('KV4', 'aarstrinn4', ['KM10']),
      grepCurriculum('MAT01-05', 'Matematikk 1.–10. trinn'),
    );
    expect(findings).toEqual([]);
    expect(aims).toEqual([
      {
        code: 'KM10',
        title: [
          { language: 'default', text: 'regne med brøk' },
          { language: 'nob', text: 'regne med brøk' },
        ],
        curriculumCode: 'MAT01-05',
        curriculumTitle: 'Matematikk 1.–10. trinn',
        levels: ['YEAR_4'],
        inForce: true,
      },
    ]);
  });

  test('the order of the documents does not matter, and a document may be a list', async () => {
    const parts = [
      grepAim('KM10', 'x'),
      grepSet('KV4', 'aarstrinn4', ['KM10']),
      grepCurriculum('MAT01-05', 'Matematikk'),
    ];
    expect((await read(parts.toReversed())).aims).toEqual((await read(...parts)).aims);
  });

  test('knows an aim that only a set mentions', async () => {
    const { aims } = await read(grepSet('KV4', 'aarstrinn4', ['KM11']));
    expect(aims).toMatchObject([{ code: 'KM11', levels: ['YEAR_4'], curriculumCode: 'MAT01-05' }]);
  });

  test('an aim in two sets belongs to the levels of both', async () => {
    const { aims } = await read(
      grepAim('KM10', 'x', { 'tilhoerer-kompetansemaalsett': undefined }),
      grepSet('KV9', 'vg1', ['KM10']),
      grepSet('KV4', 'aarstrinn10', ['KM10']),
    );
    expect(aims).toMatchObject([{ levels: ['YEAR_10', 'VG1'] }]);
  });

  test('an aim whose set is missing is kept without a level, and told', async () => {
    const { aims, findings } = await read(grepAim('KM10', 'x'));
    expect(aims).toMatchObject([{ code: 'KM10', levels: [] }]);
    expect(findings).toMatchObject([{ where: 'KM10', done: 'kept it without a level' }]);
  });

  test('an aim is in force only while it, a set of its and its curriculum are', async () => {
    const ended = { status: 'https://data.udir.no/kl06/v201906/status/status_utgaatt' };
    const inForce = async (...json: readonly unknown[]) => (await read(...json)).aims.map((aim) => aim.inForce);
    const set = grepSet('KV4', 'aarstrinn4', ['KM10']);
    expect(await inForce(grepAim('KM10', 'x', ended), set)).toEqual([false]);
    expect(await inForce(grepAim('KM10', 'x'), { ...set, ...ended })).toEqual([false]);
    expect(await inForce(grepAim('KM10', 'x'), set, grepCurriculum('MAT01-05', 'M', ended))).toEqual([false]);
    expect(await inForce(grepAim('KM10', 'x'), set, grepCurriculum('MAT01-05', 'M'))).toEqual([true]);
  });

  test('types that the catalogue does not need are counted', async () => {
    const other = (type: string) => ({ 'grep-type': `http://psi.udir.no/ontologi/kl06/${type}`, kode: 'X' });
    expect((await read(other('verb_lk20'), other('verb_lk20'), other('spraak'))).ignored).toEqual({
      verb_lk20: 2,
      spraak: 1,
    });
  });

  test.each([
    ['a number', 3, 'no grep-type'],
    ['nothing', null, 'no grep-type'],
    ['an element without a code', { 'grep-type': 'x/kompetansemaal_lk20' }, 'no code'],
    ['a code that could lead elsewhere', { 'grep-type': 'x/kompetansemaal_lk20', kode: '../../etc' }, 'no code'],
    ['an aim without text', grepAim('KM10', ''), 'no value'],
    ['a title that is a number', grepAim('KM10', 'x', { tittel: 7 }), 'no text'],
    ['a language without a value', grepAim('KM10', 'x', { tittel: [{ spraak: 'nob', sprakk: 'x' }] }), 'no value'],
    [
      'a text given twice',
      grepAim('KM10', 'x', {
        tittel: [
          { spraak: 'nob', verdi: 'a' },
          { spraak: 'nob', verdi: 'b' },
        ],
      }),
      'twice',
    ],
    ['a level nobody knows', grepSet('KV4', 'aarstrinn14', ['KM10']), 'aarstrinn14'],
    ['a status nobody knows', grepAim('KM10', 'x', { status: 'http://x/status_kladd' }), 'kladd'],
    [
      'a code that is not the one of its uri',
      grepAim('KM10', 'x', { uri: 'http://psi.udir.no/kl06/KM12' }),
      'disagree',
    ],
  ])('tells of %s and goes on', async (_, json, said) => {
    const { aims, findings } = await read(json, grepAim('KM99', 'y'), grepSet('KV4', 'aarstrinn4', ['KM99']));
    expect(findings.map(({ what }) => what).join('; ')).toContain(said);
    expect(aims.map(({ code }) => code)).toContain('KM99');
  });
});

const examples = '../shared/standards/grep/eksempler';
describe.skipIf(!existsSync(examples))("Udir's own example files", () => {
  test('are read, and what is wrong in them is told', async () => {
    const { aims, findings, ignored } = await readGrep(grepFolder(examples));
    const aim = (code: string) => aims.find((each) => each.code === code);
    expect(aim('KM98')).toMatchObject({
      levels: ['YEAR_10'],
      curriculumCode: 'MAT01-05',
      curriculumTitle: 'Matematikk fellesfag',
    });
    expect(titleIn(aim('KM1') ?? { title: [] }, 'nno')).toMatch(/^samanlikne/);
    // The set that KM1 belongs to is not among the examples, and two files write another code than their uri.
    expect(aim('KM1')?.levels).toEqual([]);
    expect(findings.some(({ what }) => what === "the code MAT1-05 and the uri's MAT01-05 disagree")).toBe(true);
    expect(ignored).toMatchObject({ aarstrinn: 1, spraak: 1 });
  });
});

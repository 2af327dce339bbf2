import { existsSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { group, member, membership, person, pifuFile, type TestFile, unit } from '../../source/pifu/pifu-test-file.ts';
import { openTestHub, type TestHub } from '../roster-test-hub.ts';
import { none, other, owner, school } from '../test-school.ts';

let hub: TestHub;
const code =
  '<pifu_id type="grepCodeShortForm"><pifu_value>NOR0214</pifu_value><pifu_scope>grep</pifu_scope><pifu_unique>0</pifu_unique></pifu_id>';
const level =
  '<pifu_id type="grepCodeGradeLevel"><pifu_value>10. årstrinn</pifu_value><pifu_scope>grep</pifu_scope><pifu_unique>0</pifu_unique></pifu_id>';
const subject = group({ id: 'norsk', type: 'fag', name: 'Norsk', extension: code });
beforeAll(async () => {
  hub = await openTestHub();
});
beforeEach(async () => {
  await hub.reset();
  await hub.import(school({ groups: [owner, unit(), other, group({ extension: level }), subject] }));
  await hub.events();
});
afterAll(() => hub.hub.close());

/** The compact form: the receiver has persons and groups already. */
const compact = (...memberships: readonly string[]) => pifuFile({ persons: [], groups: [], memberships });
const absence = (
  fields: {
    id?: string;
    mode?: string;
    counted?: string;
    valid?: string;
    from?: string;
    to?: string;
    value?: string;
  } = {},
) => {
  const {
    id,
    mode = 'occurrence',
    counted = 'hours',
    valid = 'valid',
    from = '2026-10-16',
    to = from,
    value = '0.75',
  } = fields;
  return `<pifu_absence pifu_absence_mode="${mode}">${id ? `<sourcedid><source>test-sas@ringsaker.example</source><id>${id}</id></sourcedid>` : ''}
    <pifu_absence_type pifu_absence_classification="${valid}">${counted}</pifu_absence_type>
    <timeframe><begin>${from}</begin><end>${to}</end></timeframe><pifu_absence_value>${value}</pifu_absence_value>
    <comments>Free text about a child</comments></pifu_absence>`;
};
const extension = (...absences: readonly string[]) => `<extension>${absences.join('')}</extension>`;
const mark = (type: string, result: string, element = 'finalresult', mode = 'Grade') =>
  `<${element} resulttype="${type}"><mode>${mode}</mode><result>${result}</result></${element}>`;
const marks = (...extra: readonly string[]) =>
  member({ id: 'a', begin: '2026-08-17', end: '2027-06-18', extra: extra.join('') });
const absences = () =>
  hub.rows(`select kind, starts_on, days::float, hours::float, documented, on_certificate, subject_code, reason
  from school_administration.absence order by kind, starts_on, hours, days`);
const kept = () =>
  hub.rows(
    `select category, subject_code, subject, mark, level, term, assessed_on from school_administration.assessment order by subject, term`,
  );

describe('a file of absence', () => {
  it('in the compact form adds absences and totals of pupils who are here, without the free text', async () => {
    const before = await hub.contents();
    const report = await hub.import(
      compact(
        membership(
          'school',
          member({
            id: 'a',
            extra: extension(
              absence({ mode: 'aggregate', counted: 'days', from: '2026-08-17', to: '2026-11-20', value: '3' }),
            ),
          }),
        ),
        membership(
          'norsk',
          member({
            id: 'a',
            extra: extension(absence({ id: 'x1' }), absence({ id: 'x2', valid: 'invalid', value: '1.5' })),
          }),
        ),
      ),
    );
    expect(report).toMatchObject({
      format: 'PIFU-IMS 1.3 absence',
      findings: [],
      counts: { absences: { ...none, added: 3, unchanged: 0 } },
    });
    expect(await absences()).toEqual([
      {
        kind: 'OCCASION',
        startsOn: '2026-10-16',
        days: 0,
        hours: 0.8,
        documented: true,
        onCertificate: false,
        subjectCode: 'NOR0214',
        reason: null,
      },
      {
        kind: 'OCCASION',
        startsOn: '2026-10-16',
        days: 0,
        hours: 1.5,
        documented: false,
        onCertificate: false,
        subjectCode: 'NOR0214',
        reason: null,
      },
      {
        kind: 'TERM_TOTAL',
        startsOn: '2026-08-17',
        days: 3,
        hours: 0,
        documented: true,
        onCertificate: false,
        subjectCode: null,
        reason: null,
      },
    ]);
    // It says "full", and ends nobody whom it does not name.
    expect(await hub.contents()).toBe(before);
    expect(await hub.events()).toEqual([]);
  });

  it('twice changes nothing, and corrects what it tells of again', async () => {
    const file = (value: string) =>
      compact(membership('norsk', member({ id: 'a', extra: extension(absence({ id: 'x1', value })) })));
    await hub.import(file('1'));
    expect((await hub.import(file('1'))).counts.absences).toEqual({ ...none, unchanged: 1 });
    expect((await hub.import(file('2'))).counts.absences).toEqual({ ...none, changed: 1, unchanged: 0 });
    expect(await absences()).toMatchObject([{ hours: 2 }]);
  });

  it('tells of what is wrong with it, and of pupils whom nobody has brought', async () => {
    const report = await hub.import(
      compact(
        membership(
          'norsk',
          member({
            id: 'a',
            extra: extension(
              absence({ from: '2026-10-16', to: '2026-10-15' }),
              absence({ value: '-1' }),
              absence({ counted: 'weeks' }),
              absence({ from: '2027-01-01' }),
              absence({ value: 'x' }),
            ),
          }),
        ),
        membership(
          'norsk',
          member({ id: 'nobody', extra: extension(absence(), absence({ from: '2026-10-17' })) }),
          member({ id: 't', extra: extension(absence()) }),
        ),
      ),
    );
    expect(report.findings.map(({ kind }) => kind)).toEqual([
      'ends-before-start',
      'result-not-kept',
      'unknown-code',
      'result-not-kept',
      'missing-field',
      'unknown-person',
      'unknown-person',
    ]);
    expect(report.findings[5]?.done).toBe('2 rows were left out');
    expect(await absences()).toEqual([]);
  });

  it('however far down its absences stand, and though none of them can be read, is not taken for a roster', async () => {
    const filler = Array.from({ length: 400 }, (_, index) => person({ id: `p${index}` }));
    const before = await hub.contents();
    const file: TestFile = {
      persons: filler,
      memberships: [membership('norsk', member({ id: 'a', extra: extension(absence({ value: '?' })) }))],
    };
    const report = await hub.import(pifuFile(file));
    expect(report.format).toBe('PIFU-IMS 1.3 absence');
    expect(report.findings.map(({ kind }) => kind)).toEqual(['missing-field']);
    expect(await hub.contents()).toBe(before);
  });
});

describe('a file of grades', () => {
  it('adds half-year, final and exam marks by the rules for what staff record', async () => {
    hub.now = new Date('2027-07-01T09:00:00Z');
    const report = await hub.import(
      compact(
        membership(
          'norsk',
          marks(
            mark('Term 1', '4', 'interimresult'),
            mark('Final grade', '5'),
            mark('Exam grade written', '5'),
            mark('Exam grade oral', '6'),
          ),
        ),
      ),
    );
    expect(report).toMatchObject({ format: 'PIFU-IMS 1.3 grades', findings: [], counts: { marks: { added: 4 } } });
    const base = { subjectCode: 'NOR0214', level: 10 };
    expect(await kept()).toMatchObject([
      { ...base, category: 'half-year-marks-year-10', subject: 'Norsk', mark: '4', term: '2026-autumn' },
      { ...base, category: 'final-assessment', subject: 'Norsk', mark: '5' },
      { ...base, category: 'final-assessment', subject: 'Norsk, muntlig eksamen', mark: '6' },
      { ...base, category: 'final-assessment', subject: 'Norsk, skriftlig eksamen', mark: '5' },
    ]);
  });

  it('leaves out tests, percentages, what is no mark, and a mark in no subject', async () => {
    const report = await hub.import(
      compact(
        membership(
          'norsk',
          marks(mark('National test', '58', 'interimresult', 'Percentage'), mark('Final grade', '7')),
        ),
        membership('7A', marks(mark('Final grade', '5'))),
      ),
    );
    expect(report.findings.map(({ kind }) => kind)).toEqual(Array(3).fill('result-not-kept'));
    expect(await kept()).toEqual([]);
  });
});

const examples = '../shared/standards/pifu/PIFU-IMS_SAS_eksempel';
describe.skipIf(!existsSync(`${examples}.xml`))("the standard's own examples, looked at without a hub", () => {
  const look = async (name: string) =>
    hub.import('', { file: `${examples}_${name}.xml`, dryRun: true, standalone: true });

  it('of absence: four totals, three absences, and two that end before they start', async () => {
    const { counts, findings } = await look('fravar_1');
    expect(counts.absences).toMatchObject({ added: 7 });
    expect(findings.map(({ line, kind }) => `${line} ${kind}`)).toEqual([
      '444 ends-before-start',
      '461 ends-before-start',
    ]);
  });

  it('of grades: four marks, and a national test that is none', async () => {
    const { counts, findings } = await look('karakter_1');
    expect(counts.marks).toMatchObject({ added: 4 });
    expect(findings.map(({ line, kind }) => `${line} ${kind}`)).toEqual(['306 result-not-kept']);
  });
});

it('a delta looked at without a hub is believed about what it refers to', async () => {
  await hub.reset();
  const file = pifuFile({
    type: 'delta',
    persons: [person({ id: 'gone', attributes: ' recstatus="3"' }), person({ id: 'new' })],
    groups: [group({ id: '7B', parent: 'somewhere' })],
    memberships: [
      membership('7B', member({ id: 'new' }), member({ id: 'known' })),
      membership('9A', member({ id: 'known', recstatus: 3 })),
    ],
  });
  const { findings, counts } = await hub.import(file, { dryRun: true, standalone: true });
  expect(findings).toEqual([]);
  expect(counts).toMatchObject({
    persons: { added: 1, ended: 1 },
    groups: { added: 1 },
    memberships: { added: 2, ended: 1 },
  });
  expect(await hub.rows('select id from school_administration.person')).toEqual([]);
});

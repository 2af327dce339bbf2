import { describe, expect, it } from 'vitest';
import { group, member, membership, pifuFile } from './pifu-test-file.ts';
import { readBytes } from './read-test-roster.ts';

describe('files that are refused whole', () => {
  const refuse = (bytes: Buffer | string) => expect(readBytes([Buffer.from(bytes)])).rejects;

  it('no pupils: it would end them all', async () => {
    await refuse(pifuFile({ memberships: [membership('school', member({ role: '02' }))] })).toThrow(/no pupil/);
    await refuse(pifuFile({ memberships: [membership('nowhere', member())] })).toThrow(/no pupil/);
    await refuse(
      pifuFile({ groups: [group({ parent: 'nowhere' })], memberships: [membership('7A', member())] }),
    ).toThrow(/no pupil/);
    await refuse(pifuFile({ memberships: [membership('school', member({ status: '0' }))] })).toThrow(/no pupil/);
  });

  it('cut off anywhere: the reading never ends well', async () => {
    const whole = Buffer.from(pifuFile());
    const start = whole.indexOf('</properties>');
    for (let length = start; length < whole.length; length += 97)
      await expect(readBytes([whole.subarray(0, length)]), `cut at ${length}`).rejects.toMatchObject({
        code: 'BROKEN_FILE',
      });
  });

  it('bytes that the declared encoding does not have', async () => {
    const text = pifuFile();
    await refuse(Buffer.from(text, 'latin1')).toThrow(
      /^Line 7, byte \d+ \(C5\): the file declares encoding "UTF-8", but/,
    );
    await refuse(text.replace('UTF-8', 'ISO-8859-1')).toThrow(/the bytes there are UTF-8/);
  });

  it('no source, so that nobody can say what it replaces', async () => {
    await refuse(pifuFile({ datasource: ' ' })).toThrow(/no <datasource>/);
  });

  it('an entity bomb', async () => {
    const declaration = '<?xml version="1.0"?>\n<!DOCTYPE e [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]>\n';
    await refuse(pifuFile({ declaration })).toThrow(/Line 2: the file has a document type declaration/);
  });

  it('ten megabytes in one element', async () => {
    function* flood() {
      yield Buffer.from(pifuFile().replace(/<given>[\s\S]*/, '<given>'));
      for (let index = 0; index < 160; index++) yield Buffer.alloc(65_536, 'a');
    }
    await expect(readBytes(flood())).rejects.toThrow(/Line 7: <given> holds more than 1,000,000 characters/);
  });
});

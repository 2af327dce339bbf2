import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  manifest,
  readBundle,
  readFiles,
  type TestBundle,
  utf8,
  whole,
  wholeFiles,
  writeBundle,
  writeZip,
  zipOf,
} from './test-bundle.ts';

const refuse = (bundle: TestBundle) => expect(readFiles(bundle)).rejects;
const told = async (bundle: TestBundle) =>
  (await readFiles(bundle)).findings.map(({ line, kind }) => `${line} ${kind}`);
const users = wholeFiles.users ?? '';

describe('a bundle that is refused whole', () => {
  it('has a quotation mark left open, and the row where it was opened is named', async () => {
    const open = users.replace('b,,,true', 'b,,,"true');
    await refuse(whole({ users: open })).toThrow(/^users\.csv, line 3: a quotation mark/);
    await refuse(whole({ users: `${users}x,,,true,school,student,x,,"Xi,Bø,,,,,,,,` })).toThrow(
      /^users\.csv, line 7: a quotation mark/,
    );
    const endless = `${users}x,,,true,"${'school,\n'.repeat(200_000)}`;
    await refuse(whole({ users: endless })).toThrow(/^users\.csv, line 7: .*never closed/);
  });

  it('lacks a column, has one twice, or separates by semicolons', async () => {
    await refuse(whole({ users: users.replace('sourcedId,', 'id,') })).toThrow(
      /users\.csv, line 1: the column sourcedId is missing/,
    );
    await refuse(whole({ users: users.replace('status', 'givenName') })).toThrow(/the column givenName is there twice/);
    await refuse(whole({ orgs: 'sourcedId;name;type\n1;A;school\n' })).toThrow(/separated by semicolons/);
  });

  it('has no manifest, one of another version, or one that promises a file that is not there', async () => {
    await refuse(wholeFiles).toThrow(/no manifest\.csv/);
    await refuse(whole({}, '2.0')).toThrow(/oneroster\.version "2\.0"; this hub reads 1\.1 and 1\.2/);
    await refuse({ ...wholeFiles, manifest: manifest({ users: 'bulk', orgs: 'bulk', roles: 'bulk' }) }).toThrow(
      /there is roles\.csv \(bulk\)/,
    );
    await refuse({ ...whole(), manifest: (whole().manifest ?? '').replace('users,bulk', 'users,some') }).toThrow(
      /says "some" of users\.csv/,
    );
  });

  it('is of bytes that are no text', async () => {
    const half = Buffer.concat([utf8(users), Buffer.from([0xc3, 0xa5, 0x0a, 0x81, 0x0a])]);
    const folder = await writeBundle(whole());
    await writeFile(join(folder, 'users.csv'), half);
    await expect(readBundle(folder)).rejects.toThrow(/users\.csv, line \d+: byte \d+ cannot be read/);
    await writeFile(join(folder, 'users.csv'), Buffer.from(users, 'utf16le'));
    await expect(readBundle(folder)).rejects.toMatchObject({ code: 'BROKEN_FILE' });
  });

  it('has a link among its files', async () => {
    const folder = await writeBundle(whole());
    await symlink('/etc/passwd', join(folder, 'resources.csv'));
    await expect(readBundle(folder)).rejects.toThrow(/resources\.csv in the folder is a link/);
  });
});

describe('rows that are left out and told of', () => {
  it('have more or fewer values than the header', async () => {
    expect(await told(whole({ users: `${users}x,,,true\n` }))).toEqual(['7 uneven-row']);
  });

  it('have no id, an unknown role, an unknown kind of class or unit, or are marked deleted in a whole file', async () => {
    const rows = {
      users: `${users},,,true,school,student,x,,Xi,Bø,,,,,,,,\ny,,,true,school,janitor,y,,Yu,Bø,,,,,,,,secret\n`,
      orgs: `${wholeFiles.orgs}dep,,,Avdeling,department,,school\n`,
      classes: `${wholeFiles.classes}club,,,Sjakk,,,,club,,school,autumn,,,\n`,
      enrollments: `${wholeFiles.enrollments}5,tobedeleted,,7A,school,b,student,,,\n`,
    };
    expect(await told(whole(rows))).toEqual([
      '4 unknown-code',
      '4 unknown-group-type',
      '7 missing-id',
      '8 password-in-file',
      '8 unknown-role',
      '6 marked-deleted',
    ]);
  });

  it('stand in a file that the manifest says is not there', async () => {
    const roles = 'sourcedId,userSourcedId,role,orgSourcedId\n';
    expect(await told({ ...whole(), roles })).toEqual(['1 manifest-differs']);
  });

  it('have columns that OneRoster does not, with metadata as it will', async () => {
    const orgs = (wholeFiles.orgs ?? '')
      .replace('parentSourcedId', 'parentSourcedId,metadata.size,ext_size')
      .replaceAll(/(owner|,)$/gm, '$1,1,1');
    expect(await told(whole({ orgs }))).toEqual(['1 unknown-column']);
  });
});

describe('a zip that is refused', () => {
  const files = Object.fromEntries(Object.entries(whole()).map(([name, text]) => [`${name}.csv`, utf8(text)]));
  const refuseZip = (zip: Promise<Uint8Array>) => expect(zip.then(writeZip).then(readBundle)).rejects;
  const renamed = async (from: string, to: string) => {
    const zip = (await zipOf({ ...files, [from]: utf8('x') })).toString('latin1');
    return Buffer.from(zip.replaceAll(from, to), 'latin1');
  };

  it('would unpack to far more than it is', async () => {
    await refuseZip(zipOf({ ...files, 'users.csv': Buffer.alloc(30_000_000, 'a') })).toThrow(
      /looks like a bomb: users\.csv says that it is \d+ times larger/,
    );
  });

  it('says that it is small and is not', async () => {
    const zip = await zipOf({ ...files, 'users.csv': Buffer.alloc(3_000_000, 'a,b\n') });
    const size = Buffer.alloc(4);
    size.writeUInt32LE(3_000_000);
    const claimed = Buffer.alloc(4);
    claimed.writeUInt32LE(500);
    const lie = Buffer.from(
      zip.toString('latin1').replaceAll(size.toString('latin1'), claimed.toString('latin1')),
      'latin1',
    );
    await refuseZip(Promise.resolve(lie)).toThrow(/looks like a bomb: a file in it is larger than it says/);
  });

  it('has names that lead elsewhere', async () => {
    await refuseZip(renamed('aa/evil.csv', '../evil.csv')).toThrow(/leads? elsewhere/);
    await refuseZip(renamed('a/evil.csv', '//evil.csv')).toThrow(/leads? elsewhere/);
    await refuseZip(renamed('a_evil.csv', 'a\\evil.csv')).toThrow(/leads? elsewhere/);
    await refuseZip(renamed('C_evil.csv', 'C:evil.csv')).toThrow(/leads? elsewhere/);
  });

  it('has one name twice, or files of several folders', async () => {
    await refuseZip(renamed('usars.csv', 'users.csv')).toThrow(/has users\.csv twice/);
    await refuseZip(zipOf({ ...files, 'old/users.csv': utf8(users) })).toThrow(/several folders/);
  });

  it('has been cut off, or is no zip behind its first bytes', async () => {
    const zip = await zipOf(files);
    await refuseZip(Promise.resolve(zip.subarray(0, zip.length - 100))).toMatchObject({ code: 'BROKEN_FILE' });
    await refuseZip(Promise.resolve(Buffer.from('PK\u0003\u0004 and nothing'))).toThrow(/zip is broken/);
  });

  it('has too many files', async () => {
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`f${index}.csv`, utf8('')]));
    await refuseZip(zipOf(many)).toThrow(/201 files/);
    const folder = await writeBundle(whole());
    await mkdir(join(folder, 'more'));
    expect((await readBundle(folder)).findings).toEqual([]);
  });
});

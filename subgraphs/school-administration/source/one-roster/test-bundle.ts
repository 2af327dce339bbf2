/** Small OneRoster bundles for tests: a district with a school, a class and its people; any file can be replaced. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import yazl from 'yazl';
import { openRosterFile } from '../files/roster-file.ts';
import { openRosterBundle } from '../open-roster.ts';
import { nationalIdFor } from '../pifu/pifu-test-file.ts';
import type { RosterItem } from '../roster-records.ts';

export type TestBundle = Readonly<Record<string, string>>;
type Mode = 'bulk' | 'delta' | 'absent';

const fileNames = ['orgs', 'academicSessions', 'courses', 'demographics', 'classes', 'users', 'roles', 'enrollments'];

export function manifest(modes: Readonly<Record<string, Mode>>, version = '1.1', system = 'Vigilo'): string {
  const files = fileNames.map((name) => `file.${name},${modes[name] ?? 'absent'}`);
  return [
    'propertyName,value',
    'manifest.version,1.0',
    `oneroster.version,${version}`,
    ...files,
    `source.systemName,${system}`,
    '',
  ].join('\n');
}

const ofFiles = (files: TestBundle, mode: Mode) => Object.fromEntries(Object.keys(files).map((name) => [name, mode]));

/** OneRoster 1.1, whole; national ids are synthetic. */
export const wholeFiles: TestBundle = {
  orgs: `sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId
owner,,,Ringsaker kommune,district,,
school,,,Brumunddal skole,school,864950582,owner
`,
  academicSessions: `sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear
autumn,,,Høst,semester,2026-08-17,2026-12-19,,2027
spring,,,Vår,semester,2027-01-04,2027-06-19,,2027
`,
  courses: `sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes
nor,,,,Norsk,,,school,,NOR0214
`,
  demographics: `sourcedId,status,dateLastModified,birthDate,sex
a,,,2014-11-17,female
`,
  classes: `sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods
7A,,,7A,07,,,homeroom,,school,"autumn,spring",,,
7A-nor,,,Norsk 7A,7,nor,,scheduled,,school,autumn,,,
`,
  users: `sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password
a,,,true,school,student,aase,{Fnr:${nationalIdFor('171114')}},Åse,Bjørnøy,,,,,,g,7,
b,,,true,school,student,bo,,Bo,Sæther,Li,,,,,,7,
g,,,true,school,parent,gro,,Gro,Bjørnøy,,,gro@example.no,90000001,,,,
h,,,true,,relative,hans,,Hans,Sæther,,,,,90000002,b,,
t,,,true,"school,owner",teacher,tor,{Feide:tor@ringsaker.example},Tor,Østby,,,tor@ringsaker.example,,,,,
`,
  enrollments: `sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
1,,,7A,school,a,student,true,2026-08-17,
2,,,7A,school,b,student,true,2026-08-17,2027-06-19
3,,,7A,school,t,teacher,true,,
4,,,7A-nor,school,a,student,,,
`,
};

export const whole = (changes: TestBundle = {}, version = '1.1'): TestBundle => {
  const files = { ...wholeFiles, ...changes };
  return { manifest: manifest(ofFiles(files, 'bulk'), version), ...files };
};
/** Only the files given, as changes. */
export const changesOf = (files: TestBundle): TestBundle => ({ manifest: manifest(ofFiles(files, 'delta')), ...files });

export type Encode = (text: string) => Uint8Array;
export const utf8: Encode = (text) => Buffer.from(text);

/** Writes the files, named without their ending, to a folder of their own. */
export async function writeBundle(bundle: TestBundle, encode: Encode = utf8): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'oneroster-'));
  for (const [name, text] of Object.entries(bundle)) await writeFile(join(folder, `${name}.csv`), encode(text));
  return folder;
}

/** A zip of files by their names in it. */
export async function zipOf(files: Readonly<Record<string, Uint8Array>>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

export async function writeZip(zip: Uint8Array): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'oneroster-')), 'roster.zip');
  await writeFile(path, zip);
  return path;
}

/** Reads a bundle whole, by kind of record. */
export async function readBundle(path: string) {
  const file = await openRosterFile(path);
  try {
    if (!('bundle' in file.content)) throw new Error('it is one file');
    const { items, format } = await openRosterBundle(file.content.bundle, { mode: 'test' });
    const all: RosterItem[] = [];
    for await (const item of items) all.push(item);
    const of = <R extends RosterItem['record']>(record: R) =>
      all.filter((item): item is Extract<RosterItem, { record: R }> => item.record === record);
    return {
      all,
      format,
      header: of('header')[0],
      findings: of('finding'),
      units: of('unit'),
      groups: of('group'),
      persons: of('person'),
      memberships: of('membership'),
      contacts: of('contact'),
      removals: of('removal'),
    };
  } finally {
    await file.close();
  }
}
export const readFiles = async (bundle: TestBundle, encode?: Encode) => readBundle(await writeBundle(bundle, encode));

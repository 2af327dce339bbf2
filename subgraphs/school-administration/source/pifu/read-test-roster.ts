/** Reads whole rosters for tests, by kind of record. */
import { openRoster } from '../open-roster.ts';
import type { RosterFinding } from '../roster-findings.ts';
import type { RosterItem } from '../roster-records.ts';
import { person, pifuFile, type TestFile } from './pifu-test-file.ts';

type Mode = 'test' | 'production';
export async function readBytes(bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, mode: Mode = 'test') {
  const items: RosterItem[] = [];
  for await (const item of (await openRoster(bytes, { mode })).items) items.push(item);
  const of = <R extends RosterItem['record']>(record: R) =>
    items.filter((item): item is Extract<RosterItem, { record: R }> => item.record === record);
  return {
    findings: of('finding'),
    persons: of('person'),
    units: of('unit'),
    groups: of('group'),
    memberships: of('membership'),
    header: of('header')[0],
  };
}
export const read = (parts: TestFile = {}, mode: Mode = 'test') => readBytes([Buffer.from(pifuFile(parts))], mode);
export const kinds = (findings: readonly RosterFinding[]) => findings.map(({ kind }) => kind);
export const pupil = (fields: Parameters<typeof person>[0]) => ({ persons: [person(fields)] });
export const findingsOf = async (parts: TestFile, mode?: Mode) => kinds((await read(parts, mode)).findings);

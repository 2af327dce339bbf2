import { randomUUID } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HubError } from '#kit/errors/hub-error.ts';
import { createLog } from '#kit/log/log.ts';
import { member, membership } from '../../source/pifu/pifu-test-file.ts';
import { listImports } from '../../store/imports.ts';
import { importRoster } from '../import-roster.ts';
import { openTestHub, type TestHub } from '../roster-test-hub.ts';
import { school } from '../test-school.ts';
import { createPickUp, type PickUpOptions } from './pick-up.ts';
import { createPickUpStore, type PickUpStore } from './pick-up-store.ts';
import { openWatchedFolder } from './watched-folder.ts';

let hub: TestHub;
let folder: string;
let lines: { level: number; msg: string }[];
beforeAll(async () => {
  hub = await openTestHub();
});
beforeEach(async () => {
  await hub.reset();
  folder = await mkdtemp(join(tmpdir(), 'rosters-'));
  lines = [];
});
afterAll(() => hub.hub.close());

const holder = randomUUID();
async function openPickUp(changes: Partial<PickUpOptions> = {}) {
  return createPickUp({
    folder: await openWatchedFolder(folder),
    store: createPickUpStore(hub.database, holder),
    importFile: (file, importId) =>
      importRoster({ ...hub.options(), acceptRemovals: false, newId: () => importId, file }),
    log: createLog({ level: 'info', destination: { write: (line) => void lines.push(JSON.parse(line)) } }),
    now: () => hub.now,
    newId: randomUUID,
    ...changes,
  });
}
const put = (name: string, content: string) => writeFile(join(folder, name), content);
const inside = async (place: string) =>
  (await readdir(join(folder, place))).map((name) => name.replace(/^\S+ \S+ /, '')).toSorted();
const report = async (place: string) => {
  const name = (await readdir(join(folder, place))).find((file) => file.endsWith('.report.txt')) ?? '';
  return readFile(join(folder, place, name), 'utf8');
};
const imports = (awaiting = false) => listImports(hub.database, { limit: 10, after: undefined }, awaiting);
const runAll = async (pickUp: { run(): Promise<boolean> }, looks = 3) => {
  for (let look = 0; look < looks; look++) while (await pickUp.run());
};

describe('the watched folder', () => {
  it('takes a file that holds still, imports it, and keeps what came of it', async () => {
    await put('night.xml', school());
    const pickUp = await openPickUp();
    await pickUp.run();
    expect(await imports()).toEqual([]);
    await runAll(pickUp);
    expect(await readdir(folder)).toEqual(['done', 'set-aside', 'taken']);
    expect(await inside('done')).toEqual(['night.xml', 'night.xml.report.txt']);
    expect(await inside('taken')).toEqual([]);
    expect(await report('done')).toMatch(
      /^night\.xml, taken 2026-11-22T09:00:00.000Z: imported\.\n\nImport [0-9a-f-]{36}\n$/,
    );
    const [listed, ...others] = await imports();
    expect(others).toEqual([]);
    expect(listed).toMatchObject({
      fileName: 'night.xml',
      state: 'DONE',
      source: 'test-sas@ringsaker.example',
      format: 'PIFU-IMS 1.3 full',
      findings: 0,
      awaits: false,
      counts: { enrolments: { added: 2 } },
    });
    expect(listed?.checksum).toMatch(/^[0-9a-f]{64}$/);
  });

  it('leaves a file that still grows, and one that is being copied under a name of its own', async () => {
    await put('night.xml', school().slice(0, 500));
    await put('other.xml.part', 'x');
    await put('.hidden', 'x');
    const pickUp = await openPickUp();
    await pickUp.run();
    await appendFile(join(folder, 'night.xml'), school().slice(500, 900));
    await runAll(pickUp, 1);
    expect(await imports()).toEqual([]);
    await appendFile(join(folder, 'night.xml'), school().slice(900));
    await pickUp.run();
    await runAll(pickUp);
    expect(await imports()).toMatchObject([{ state: 'DONE' }]);
    expect(await readdir(folder)).toContain('other.xml.part');
  });

  it('takes one at a time, the oldest first, and the same file twice changes nothing', async () => {
    await put('a-later.xml', school().replaceAll('Åse', 'Åsne'));
    await put('b-first.xml', school());
    await utimes(join(folder, 'b-first.xml'), 1_700_000_000, 1_700_000_000);
    const pickUp = await openPickUp();
    await runAll(pickUp);
    const names = () => hub.rows(`select given_name from school_administration.person where source_id = 'a'`);
    expect(await names()).toEqual([{ givenName: 'Åsne' }]);
    const settled = await hub.contents();
    await put('again.xml', school().replaceAll('Åse', 'Åsne'));
    await runAll(pickUp);
    expect(await hub.contents()).toBe(settled);
    expect((await imports()).map(({ state }) => state)).toEqual(['DONE', 'DONE', 'DONE']);
    expect(await inside('done')).toHaveLength(6);
  });

  it('sets a bad file aside with the reason, alarms, and awaits somebody until a later file is imported', async () => {
    await put('bad.xml', school().slice(0, 900));
    const pickUp = await openPickUp();
    await runAll(pickUp);
    expect(await inside('set-aside')).toEqual(['bad.xml', 'bad.xml.report.txt']);
    expect(await report('set-aside')).toMatch(
      /^bad\.xml, .*set aside, nothing was imported\.\n\nLine \d+: the file ends in the middle/,
    );
    expect(await imports(true)).toMatchObject([{ fileName: 'bad.xml', state: 'SET_ASIDE', awaits: true }]);
    expect(lines.filter(({ level }) => level >= 50)).toMatchObject([{ msg: expect.stringContaining('set aside') }]);
    hub.now = new Date('2026-11-23T09:00:00Z');
    await put('good.xml', school());
    await runAll(pickUp);
    expect(await imports(true)).toEqual([]);
    expect((await imports()).map(({ state }) => state)).toEqual(['DONE', 'SET_ASIDE']);
  });

  it('sets aside what would end too many enrolments, with its findings, and what is no roster at all', async () => {
    await put('all.xml', school());
    const pickUp = await openPickUp();
    await runAll(pickUp);
    hub.now = new Date('2026-11-23T09:00:00Z');
    await put('few.xml', school({ memberships: [membership('school', member({ id: 'a' }))] }));
    await put('letter.txt', 'Dear all');
    await runAll(pickUp);
    expect((await imports()).map(({ state, reason }) => [state, reason?.slice(0, 12)]).toSorted()).toEqual([
      ['DONE', undefined],
      ['SET_ASIDE', 'The file is '],
      ['SET_ASIDE', 'The file wou'],
    ]);
    expect(await hub.enrolmentsOf('b')).toMatchObject([{ validTo: null }]);
  });
});

describe('a hub that stops in the middle goes on', () => {
  const killed = new Error('killed');
  const dying = (method: keyof PickUpStore): PickUpStore => ({
    ...createPickUpStore(hub.database, holder),
    [method]: () => Promise.reject(killed),
  });
  it.each(['attempt', 'end', 'settle'] as const)('before %s', async (method) => {
    await put('night.xml', school());
    const pickUp = await openPickUp({ store: dying(method) });
    await pickUp.run();
    await expect(pickUp.run()).rejects.toThrow('killed');
    await runAll(await openPickUp());
    expect(await imports()).toMatchObject([{ state: 'DONE', fileName: 'night.xml' }]);
    expect(await inside('done')).toEqual(['night.xml', 'night.xml.report.txt']);
    expect(await inside('taken')).toEqual([]);
    // Whatever had been done was not done again.
    expect(await hub.rows(`select id from school_administration.roster_import where state = 'DONE'`)).toHaveLength(1);
  });

  it('before the file was moved, and in the middle of the import', async () => {
    await put('night.xml', school());
    const real = await openWatchedFolder(folder);
    const pickUp = await openPickUp({ folder: { ...real, take: () => Promise.reject(killed) } });
    await pickUp.run();
    await expect(pickUp.run()).rejects.toThrow('killed');
    const again = await openPickUp({ importFile: () => Promise.reject(killed) });
    await expect(again.run()).rejects.toThrow('killed');
    await runAll(await openPickUp());
    expect(await imports()).toMatchObject([{ state: 'DONE', counts: { enrolments: { added: 2 } } }]);
  });

  it('and does not wait for a file that is gone, nor try for ever', async () => {
    await put('night.xml', school());
    const failing = await openPickUp({ importFile: () => Promise.reject(killed) });
    await failing.run();
    for (let attempt = 0; attempt < 5; attempt++) await expect(failing.run()).rejects.toThrow('killed');
    await runAll(failing);
    expect(await imports(true)).toMatchObject([
      { state: 'SET_ASIDE', reason: expect.stringContaining('failed 5 times') },
    ]);
    expect(await inside('set-aside')).toContain('night.xml');
  });
});

it('waits while another import of the same source runs, however long that takes', async () => {
  await put('night.xml', school());
  const busy = new HubError('CONFLICT', 'Another import is running.');
  const pickUp = await openPickUp({ importFile: () => Promise.reject(busy) });
  await runAll(pickUp, 9);
  expect(await imports()).toMatchObject([{ state: 'RUNNING', fileName: 'night.xml' }]);
  await runAll(await openPickUp());
  expect(await imports()).toMatchObject([{ state: 'DONE' }]);
});

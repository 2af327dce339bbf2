import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Worker } from '#kit/events/worker.ts';
import { until } from '#test/support/until.ts';
import { pifuFile } from './source/pifu/pifu-test-file.ts';
import {
  buildSchool,
  startSchoolAdministration,
  type TestSchoolAdministration,
} from './testing/test-school-administration.ts';

let hub: TestSchoolAdministration;
let at: Awaited<ReturnType<typeof buildSchool>>;
let folder: string;
let workers: readonly Worker[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rosters-'));
  hub = await startSchoolAdministration({ settings: { roster: { pickUp: { folder, everySeconds: 1 } } } });
  at = await buildSchool(hub);
  workers = (await hub.running.startWorkers?.()) ?? [];
});
afterAll(async () => {
  for (const worker of workers) await worker.stop();
  await hub.stop();
});

interface Listed {
  readonly fileName: string | null;
  readonly state: string;
  readonly awaits: boolean;
  readonly checksum: string | null;
  readonly counts: readonly { readonly kind: string; readonly added: number }[];
}
const imports = async (awaiting: boolean, by = at.caseWorker, page = 'first: 10') => {
  const { data, errors } = await hub.query(
    `{ rosterImports(${page}, awaiting: ${awaiting}) {
      edges { cursor node { id fileName state source format takenAt endedAt checksum reason findings awaits counts { kind added changed ended unchanged } } }
    } }`,
    {},
    { kind: 'person', personId: by, purpose: 'school-change' },
  );
  const list = data?.rosterImports as { edges: { cursor: string; node: Listed }[] } | undefined;
  return { edges: list?.edges ?? [], codes: errors?.map((error) => error.extensions?.code) };
};
const settledAs = (state: string, count: number) =>
  until(`${count} imports ${state}`, async () => {
    const { edges } = await imports(false);
    return edges.filter(({ node }) => node.state === state).length === count
      ? edges.map(({ node }) => node)
      : undefined;
  });

describe('rosters from the watched folder', () => {
  it('are imported while the hub runs, and listed for case workers alone', async () => {
    await writeFile(join(folder, 'night.xml'), pifuFile());
    const [listed] = await settledAs('DONE', 1);
    expect(listed).toMatchObject({
      fileName: 'night.xml',
      awaits: false,
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(listed?.counts.find(({ kind }) => kind === 'enrolments')).toMatchObject({ added: 1 });
    expect((await imports(false, at.contactTeacher)).codes).toEqual(['FORBIDDEN']);
    expect((await imports(false, at.leader)).edges).toEqual([]);
  });

  it('await somebody when they are set aside, page by page, the newest first', async () => {
    await writeFile(join(folder, 'bad.xml'), 'no roster');
    await settledAs('SET_ASIDE', 1);
    expect((await imports(true)).edges.map(({ node }) => node.fileName)).toEqual(['bad.xml']);
    const first = await imports(false, at.caseWorker, 'first: 1');
    const second = await imports(false, at.caseWorker, `first: 1, after: "${first.edges[0]?.cursor}"`);
    expect([...first.edges, ...second.edges].map(({ node }) => node.fileName).toSorted()).toEqual([
      'bad.xml',
      'night.xml',
    ]);
  });
});

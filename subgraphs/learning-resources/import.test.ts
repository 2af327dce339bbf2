import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestSubgraph, type TestSubgraph } from '#test/support/test-subgraph.ts';
import { exampleResource } from './domain/resource.example.ts';
import { type LearningResourcesTables, learningResources, type RunningLearningResources } from './index.ts';
import { demoGrep } from './source/demo-aims.ts';
import { demoResources } from './source/demo-resources.ts';
import { grepAim, grepSet } from './source/grep/grep.example.ts';
import type { GrepDocument } from './source/grep/grep-finding.ts';

let hub: TestSubgraph<LearningResourcesTables, RunningLearningResources>;
beforeAll(async () => {
  hub = await startTestSubgraph(learningResources);
});
afterAll(() => hub.stop());

const ask = async (document: string, variables: Record<string, unknown> = {}): Promise<Record<string, unknown>> =>
  (await hub.query(document, variables)).data ?? {};

async function* grep(...json: readonly unknown[]): AsyncGenerator<GrepDocument, void, undefined> {
  for (const [index, each] of json.entries()) yield { where: String(index), json: each };
}
const ids = async (filter: string) => {
  const data = await ask(`{ resources(filter: { ${filter} }, first: 100) { edges { node { title } } } }`);
  return (data.resources as { edges: { node: { title: string } }[] }).edges.map(({ node }) => node.title);
};

describe('competence aims from Grep', () => {
  test('are kept, and reading the same again changes nothing', async () => {
    const documents = () =>
      grep(
        grepAim('KM10', 'regne', {
          tittel: [
            { spraak: 'nob', verdi: 'regne' },
            { spraak: 'nno', verdi: 'rekne' },
          ],
        }),
        grepAim('KM11', 'måle'),
        grepSet('KV4', 'aarstrinn4', ['KM10', 'KM11']),
      );
    expect((await hub.running.importAims(documents())).counts).toEqual({
      added: 2,
      changed: 0,
      ended: 0,
      unchanged: 0,
    });
    expect((await hub.running.importAims(documents())).counts).toEqual({
      added: 0,
      changed: 0,
      ended: 0,
      unchanged: 2,
    });
    const data = await ask(
      '{ competenceAim(code: "KM10") { title nn: title(language: "nno") levels curriculumCode inForce } no: competenceAim(code: "KM0") { code } }',
    );
    expect(data).toEqual({
      competenceAim: { title: 'regne', nn: 'rekne', levels: ['YEAR_4'], curriculumCode: 'MAT01-05', inForce: true },
      no: null,
    });
  });

  test('that Grep no longer has are kept but not in force', async () => {
    const reading = grep(grepAim('KM10', 'regne bedre'), grepSet('KV4', 'aarstrinn4', ['KM10']));
    expect((await hub.running.importAims(reading)).counts).toEqual({ added: 0, changed: 1, ended: 1, unchanged: 0 });
    const data = await ask('{ competenceAim(code: "KM11") { inForce } }');
    expect(data).toEqual({ competenceAim: { inForce: false } });
  });
});

describe('a catalogue file', () => {
  const file = (...resources: readonly unknown[]) =>
    JSON.stringify({ format: 'oppvekst-resources', version: 1, resources });

  test('brings new resources as proposed, and the same file again changes nothing', async () => {
    const text = file({ reference: 'import-1', ...exampleResource({ title: 'Fra fil' }) }, { reference: 'broken' });
    const first = await hub.running.importCatalogue(text);
    expect(first).toMatchObject({
      counts: { added: 1, changed: 0, unchanged: 0 },
      findings: [{ where: 'resource 2 (broken)' }],
    });
    expect((await hub.running.importCatalogue(text)).counts).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
    expect(await ids('text: "Fra fil", status: PROPOSED')).toEqual(['Fra fil']);
  });

  test('replaces what is known of a resource and leaves its approval', async () => {
    const changed = file({
      reference: 'import-1',
      ...exampleResource({
        title: 'Fra fil, ny',
        levels: ['VG1'],
        editions: [{ language: 'se', availableFrom: '2025-01-01', price: 0 }],
      }),
    });
    expect((await hub.running.importCatalogue(changed)).counts).toMatchObject({ added: 0, changed: 1 });
    expect(await ids('text: "Fra fil", level: VG1, language: "se", status: PROPOSED')).toEqual(['Fra fil, ny']);
    expect(await ids('text: "Fra fil", level: YEAR_4')).toEqual([]);
  });

  test('that is broken changes nothing', async () => {
    await expect(
      hub.running.importCatalogue(file({ reference: 'cut', ...exampleResource() }).slice(0, 90)),
    ).rejects.toMatchObject({ code: 'BROKEN_FILE' });
    expect(await ids('text: "cut"')).toEqual([]);
  });
});

describe('the demo', () => {
  const groups = [{ groupId: 'fc:gogroup:prove.no:b:NO974760673:4a:2026-08-01:2027-07-31', level: 'YEAR_4' }] as const;

  test('comes in through the importers, to the stages it names, and a second time changes nothing', async () => {
    await hub.running.seedDemo(groups);
    const events = (await hub.published()).length;
    await hub.running.seedDemo(groups);
    expect((await hub.published()).length).toBe(events);
    for (const stage of ['PROPOSED', 'REVIEWED', 'CHECKED', 'APPROVED', 'DISTRIBUTED', 'REJECTED'] as const) {
      const expected = demoResources().filter((resource) => resource.stage === stage);
      const titles = expected.map(({ description }) => description.title);
      expect(new Set((await ids(`status: ${stage}`)).filter((title) => !title.startsWith('Fra fil')))).toEqual(
        new Set(titles),
      );
    }
    const data = await ask(
      `query ($id: ID!) { basePackage(level: YEAR_4) { usable resource { title } }
        _entities(representations: [{ __typename: "FeideGroup", id: $id }]) { ... on FeideGroup { resources { edges { purpose node { title competenceAims { code } } } } } } }`,
      { id: groups[0].groupId },
    );
    const packaged = data.basePackage as { usable: boolean; resource: { title: string } }[];
    expect(packaged.length).toBeGreaterThan(3);
    expect(packaged.every(({ usable }) => usable)).toBe(true);
    const [{ resources }] = (data?._entities ?? []) as [
      { resources: { edges: { purpose: string; node: { title: string } }[] } },
    ];
    expect(new Set(resources.edges.map(({ node }) => node.title))).toEqual(
      new Set(packaged.map(({ resource }) => resource.title)),
    );
  });

  test('answers the questions that a catalogue is asked', async () => {
    await hub.running.importAims(demoGrep());
    expect(await ids('curriculum: "MUS01-02"')).toEqual(['Joik og slått', 'Lydrommet']);
    expect(await ids('subject: "MUS"')).toEqual(['Joik og slått', 'Lydrommet']);
    expect(await ids('subject: "mus"')).toEqual([]);
    const { subjects } = await ask('{ subjects { code title } }');
    expect((subjects as { code: string }[]).map(({ code }) => code)).toHaveLength(10);
    expect(subjects).toContainEqual({ code: 'MAT', title: 'Matematikk 1.–10. trinn' });
    expect(await ids('lacksParallelEdition: true')).toEqual(['Brøkbaren', 'Krets', 'Samfunnsspeilet']);
    expect(await ids('agreementEndsBefore: "2026-11-22"')).toEqual(['Barnehagedagboka', 'Kommunespillet']);
    expect(await ids('universalDesign: false')).toEqual(['Treverkstedet']);
    expect(await ids('fromStatped: true, speciallyAdapted: true')).toEqual(['Storskrift', 'Tegnboka']);
    expect(await ids('language: "sma"')).toEqual(['Joik og slått', 'Sápmi før og nå']);
    expect(await ids('competenceAim: "KM900025"')).toEqual(['Lydrommet']);
    expect(await ids('text: "100%_"')).toEqual([]);
    expect(await ids('text: "skyhøy"')).toEqual(['Samtalekroken']);
  });

  test('is not put into a hub that is no demo', async () => {
    const real = await startTestSubgraph(learningResources, {
      controller: {
        organisationNumber: '312000007',
        name: 'Ekte',
        municipalityNumber: null,
        kind: 'MUNICIPALITY',
        demo: false,
      },
    });
    await expect(real.running.seedDemo([])).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await real.stop();
  });

  test('a wrong page size and a broken cursor are clear errors', async () => {
    const codes = await Promise.all(
      [
        'first: 0',
        'first: 501',
        'after: "x"',
        `after: "${Buffer.from(JSON.stringify(['a', randomUUID(), 'b'])).toString('base64url')}"`,
      ].map(
        async (args) => (await hub.query(`{ resources(${args}) { edges { cursor } } }`)).errors?.[0]?.extensions.code,
      ),
    );
    expect(codes).toEqual(['BAD_INPUT', 'BAD_INPUT', 'BAD_INPUT', 'BAD_INPUT']);
  });
});

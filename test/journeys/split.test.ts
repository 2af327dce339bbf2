import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { castSubject } from '#cli/demo/demo-folder.ts';
import { type Hub, startHub } from '#gateway/hub/start-hub.ts';
import { allSubgraphs } from '#gateway/hub/subgraphs.ts';
import { openDatabase } from '#kit/database/database.ts';
import { createCallSigner } from '#kit/serve/call-token.ts';
import { openHubSecrets } from '#kit/serve/hub-secrets.ts';
import { runCliBeside } from '#test/support/cli-process.ts';
import { onPostgres } from '#test/support/engine.ts';
import {
  act,
  announcement,
  asked,
  childAt,
  present,
  refusals,
  statusesOf,
  transferAt,
  untilPermissionIsAsked,
  untilPhase,
} from '#test/support/journey.ts';
import { startClock } from '#test/support/journey-clock.ts';
import { copyLoadedHubs } from '#test/support/journey-folder.ts';
import type { MutationResult, PersonGraph } from '#test/support/person-graph.ts';
import { createBrowser } from '#test/support/sign-in/browser.ts';
import { issuerSettings } from '#test/support/sign-in/test-gateway.ts';
import { startTestIssuer, type TestIssuer } from '#test/support/sign-in/test-issuer.ts';
import { type SplitHub, startSplitHub } from '#test/support/split-hub.ts';
import { openSurroundings, type Surroundings } from '#test/support/surroundings.ts';
import { until } from '#test/support/until.ts';

// Seven processes need a database server: an embedded one belongs to a single process.
describe.skipIf(!onPostgres)('a hub whose subgraphs are processes of their own', () => {
  let folder: Awaited<ReturnType<typeof copyLoadedHubs>>;
  let around: Surroundings;
  let split: SplitHub;
  let other: Hub;
  let sending: PersonGraph;
  let receiving: PersonGraph;
  let issuer: TestIssuer;
  const clock = startClock();
  beforeAll(async () => {
    folder = await copyLoadedHubs();
    issuer = await startTestIssuer(clock.now, '/oppvekst-demo/id-porten');
    const issuers = [issuerSettings(issuer, 'id-porten')];
    around = await openSurroundings({ dataFolder: folder.dataFolder, clock, issuers });
    split = await startSplitHub(around, 'ringsaker');
    other = await startHub({ settings: around.settings.sarpsborg, now: around.clock.now });
    sending = around.as('ringsaker', 'case-worker');
    receiving = around.as('sarpsborg', 'case-worker');
  }, 180_000);
  afterAll(async () => {
    await issuer?.close();
    await other?.stop();
    await split?.stop();
    await around?.close();
    await folder?.remove();
  });

  it('is ready when all of them are', async () => {
    const { host, port } = around.settings.ringsaker;
    expect((await fetch(`http://${host}:${port}/health/ready`)).status).toBe(200);
  });

  it('sends a child’s data to another hub: asked, decided, permitted, sealed by those that hold it, received, closed', async () => {
    const mover = around.mover('main');
    const announced = await act(
      receiving,
      'announceTransfer',
      await announcement({ ...around, receiving, from: 'ringsaker' }, mover),
    );
    const transferId = present(announced.transfer, 'transfer').id;
    await untilPhase(receiving, transferId, 'ANNOUNCED');
    const categories = asked(['enrolment', 'written-language-form'], ['health']);
    expect(await refusals(act(receiving, 'requestTransfer', { transferId, categories }))).toEqual([]);
    await untilPermissionIsAsked({ sending }, transferId, 'health', 2);
    for (const role of ['mother', 'father']) {
      const parent = around.as('ringsaker', role);
      expect(await refusals(act(parent, 'permitTransfer', { transferId, categories: ['health'] }))).toEqual([]);
    }
    const sent = await untilPhase(sending, transferId, 'CLOSED');
    expect(statusesOf(sent)).toMatchObject({ enrolment: 'received', health: 'received' });
    await untilPhase(receiving, transferId, 'CLOSED');
    await until(
      'the archive has numbered the hand-over',
      async () => (await transferAt(sending, transferId))?.journalEntry,
    );
  }, 120_000);

  it('answers as one: what is withheld says why, and what may not be done is refused in the same words', async () => {
    const mover = around.mover('main');
    const child = `query ($nationalId: NationalId!) { pupilByNationalId(nationalId: $nationalId) { id } }`;
    const mine = await sending.answerTo(child, { nationalId: mover.nationalId });
    expect(mine).toMatchObject({ data: { pupilByNationalId: { id: expect.any(String) } }, errors: [] });
    const stranger = await sending.answerTo('{ transfer(id: "00000000-0000-4000-8000-000000000000") { id } }');
    expect(stranger).toMatchObject({ data: { transfer: null }, errors: [] });
    const refused = await around
      .as('ringsaker', 'mother')
      .answerTo('mutation ($input: TransferReasonInput!) { cancelTransfer(input: $input) { userErrors { code } } }', {
        input: { idempotencyKey: 'k', transferId: '00000000-0000-4000-8000-000000000000', reason: 'x' },
      });
    expect(refused.errors.map(({ code }) => code)).toEqual(['NOT_FOUND']);
  });

  it('gives a family all that is held of their child, gathered from all six', async () => {
    const mother = around.as('ringsaker', 'mother');
    const { id: childId } = await childAt(sending, around.mover('main'));
    const request = `mutation ($input: RequestExportInput!) { result: requestExport(input: $input) { export { id } userErrors { code } } }`;
    const made = await mother.act<MutationResult & { readonly export: { readonly id: string } }>(request, {
      childId,
      language: 'NB',
    });
    const exportId = made.export.id;
    const states = `query ($id: ID!) { pupil(id: $id) { dataExports { id state problem } } }`;
    await until('the export is made', async () => {
      const { pupil } = await mother.ask<{ pupil: { dataExports: ReadonlyArray<{ id: string; state: string }> } }>(
        states,
        { id: childId },
      );
      return pupil.dataExports.find(({ id }) => id === exportId)?.state === 'MADE';
    });
    const screen = `mutation ($input: ScreenExportInput!) { result: screenExport(input: $input) { userErrors { code } } }`;
    expect((await sending.act(screen, { exportId, holdBack: [] })).userErrors).toEqual([]);
    const collect = `mutation ($input: CollectExportInput!) { collectExport(input: $input) { file { json } } }`;
    const { collectExport } = await mother.ask<{ collectExport: { file: { json: string } } }>(collect, {
      input: { exportId },
    });
    const { sections } = JSON.parse(collectExport.file.json) as { sections: ReadonlyArray<{ subgraph: string }> };
    expect(new Set(sections.map(({ subgraph }) => subgraph))).toEqual(new Set(allSubgraphs.map(({ name }) => name)));
  }, 60_000);

  it('signs people in: the session lies in the database, and every process knows how surely they are who they are', async () => {
    const hub = present(around.settings.ringsaker.publicUrl, 'address');
    const subject = castSubject(around.manifest, 'ringsaker', 'mother');
    const seenAt = async (acr: string) => {
      issuer.says = { pid: subject.kind === 'national-id' ? subject.nationalId : '', acr };
      const browser = createBrowser();
      await browser.follow(`${hub}/sign-in/start/id-porten?return=/me`);
      const { text } = await browser.open(`${hub}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', origin: hub },
        body: JSON.stringify({ query: '{ me { children { givenName healthNotes { text } } } }' }),
      });
      return JSON.parse(text);
    };
    const high = await seenAt('idporten-loa-high');
    expect(high.data.me.children).toContainEqual({ givenName: expect.any(String), healthNotes: expect.any(Array) });
    const substantial = await seenAt('idporten-loa-substantial');
    expect(substantial.data.me.children).toContainEqual({ givenName: expect.any(String), healthNotes: null });
    expect(substantial.errors[0].extensions).toMatchObject({ code: 'WITHHELD', assurance: { needs: 'high' } });
  });

  it('is reconciled as one, by a process of its own over the settings that the seven have', async () => {
    const { database: at } = around.settings.ringsaker;
    if (at.kind !== 'postgres') throw new Error('a split hub has PostgreSQL');
    const record = '6b2e9f1f-3b5d-4c64-9f1f-8e2f7b1c0d66';
    const database = await openDatabase({ kind: 'postgres', url: at.url, poolSize: 1 });
    try {
      await sql`insert into archive.pupil_record (system_id, child_id, status, body)
        values (${record}, ${randomUUID()}, 'B', '{}')`.execute(database.kysely);
    } finally {
      await database.close();
    }
    const { status, stdout, stderr } = await runCliBeside(['reconcile', '--json', '--config', split.config]);
    expect(status, stderr).toBe(1);
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({ kind: 'RECORD_WITHOUT_PUPIL', count: 1, shown: [{ childId: null, thing: record }] }),
    );
  }, 60_000);

  describe('has subgraphs that answer nobody but their own hub', () => {
    const body = JSON.stringify({ query: '{ __typename }', variables: {} });
    const viewer = {
      kind: 'system',
      clientId: 'x',
      purpose: 'education',
      organisation: '312000008',
      assurance: null,
    } as const;
    const call = (authorization: string | undefined, sent = body) =>
      fetch(`${present(split.subgraphs.archive, 'archive')}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
        body: sent,
      });
    const signed = async (now = around.clock.now(), to = 'archive') => {
      const { keys } = await openHubSecrets(around.settings.ringsaker.keysFolder);
      return `Bearer ${await createCallSigner(keys, () => now)({ to, viewer, requestId: 'r' }, body)}`;
    };

    it('a call of the hub’s own is answered', async () => {
      const answer = await call(await signed());
      expect([answer.status, await answer.json()]).toEqual([200, { data: { __typename: 'Query' } }]);
    });

    it.each([
      ['direct', () => call(undefined)],
      [
        'with somebody’s own token',
        async () => call(`Bearer ${await around.tokenOf('ringsaker', { kind: 'feide', feideId: 'x' })}`),
      ],
      ['altered', async () => call(await signed(), body.replace('__typename', 'pupils { edges { node { id } } }'))],
      ['late', async () => call(await signed(new Date(around.clock.now().getTime() - 60_000)))],
      ['meant for another subgraph', async () => call(await signed(undefined, 'feide'))],
      [
        'replayed',
        async () => {
          const token = await signed();
          await call(token);
          return call(token);
        },
      ],
    ])('a call that is %s is refused', async (_, attempt) => {
      const answer = await attempt();
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    });

    it.each([
      ['port for facts', 'port', { method: 'whoIs', args: [{ kind: 'feide', feideId: 'x' }] }],
      ['way to all that is held of a child', 'personal-data', { childId: '00000000-0000-4000-8000-000000000000' }],
    ])('the %s is closed too', async (_, path, question) => {
      const answer = await fetch(`${present(split.subgraphs['school-administration'], 'url')}/internal/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(question),
      });
      expect(answer.status).toBe(401);
    });
  });
});

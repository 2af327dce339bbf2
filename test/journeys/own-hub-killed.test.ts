import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sourcesOf } from '#cli/demo/prepare-demo.ts';
import type { StoryTransfer } from '#cli/demo/story/story-queries.ts';
import { fingerprintOf, peerFileOf, readPeerFile } from '#cli/peers/peer-file.ts';
import { type Hub, startHub } from '#gateway/hub/start-hub.ts';
import { readHubSettings } from '#kit/config/read-hub-settings.ts';
import { openDatabase } from '#kit/database/database.ts';
import { openHubSecrets } from '#kit/serve/hub-secrets.ts';
import { type CliHub, runCli, startCli, startCliHub } from '#test/support/cli-process.ts';
import { act, announcement, asked, eventsOf, transferAt } from '#test/support/journey.ts';
import { copyLoadedHubs } from '#test/support/journey-folder.ts';
import { makeOwnDatabase } from '#test/support/own-database.ts';
import { createPersonGraph, type PersonGraph } from '#test/support/person-graph.ts';
import { openSurroundings, type Surroundings } from '#test/support/surroundings.ts';
import { until } from '#test/support/until.ts';

const folder = mkdtempSync(join(tmpdir(), 'oppvekst-own-'));
const at = (name: string) => join(folder, name);
const config = at('hub.yaml');
/** The hub tells in its log when a command begins. */
const environment = { OPPVEKST_LOG_LEVEL: 'info' };
const cleanUp: Array<() => Promise<unknown>> = [async () => rmSync(folder, { recursive: true, force: true })];
let around: Surroundings;
let sarpsborg: Hub;
let own: CliHub;
let administrator: PersonGraph;
let receiving: PersonGraph;

/** Ends it as a power cut would, and starts it again. */
async function killAndStart(): Promise<void> {
  await own.kill('SIGKILL');
  own = await startCliHub(config, environment);
}

/** An import that could not say that it has failed is taken to be dead when it has given no sign of life for a minute. */
async function aMinutePasses(): Promise<void> {
  const { database: settings } = readHubSettings({
    file: config,
    environment: {},
    subgraphs: {},
    others: 'passed on',
  });
  const database = await openDatabase(
    settings.kind === 'postgres' ? { kind: 'postgres', url: settings.url } : settings,
  );
  await sql`update school_administration.roster_import set alive_at = alive_at - interval '61 seconds'`.execute(
    database.kysely,
  );
  await database.close();
}

/** What is asked of a hub that may be down just then. */
const insist = <Value>(what: string, look: () => Promise<Value | undefined | null | false>) =>
  until(what, () => look().catch(() => undefined), 200_000);

beforeAll(async () => {
  const loaded = await copyLoadedHubs();
  around = await openSurroundings({ dataFolder: loaded.dataFolder });
  // A hub of one's own has the machine's clock, and refuses messages of a peer whose clock is not near it.
  around.clock.pass({ minutes: Math.round((Date.now() - around.clock.now().getTime()) / 60_000) });
  cleanUp.push(loaded.remove, () => around.close());
  const database = process.env.DATABASE_URL ? await makeOwnDatabase('own') : undefined;
  if (database) cleanUp.push(database.drop);

  // Who issues tokens in this municipality.
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'own', use: 'sig', alg: 'EdDSA' };
  writeFileSync(at('issuer.json'), JSON.stringify({ keys: [jwk] }));

  // The peer gives its file, and tells its fingerprint.
  const theirs = { ...around.settings.sarpsborg, publicUrl: around.linkTo.sarpsborg.url };
  writeFileSync(
    at('sarpsborg.json'),
    JSON.stringify(peerFileOf(theirs, (await openHubSecrets(theirs.keysFolder)).keys)),
  );
  const { organisationNumber, municipalityNumber } = around.settings.ringsaker.controller;
  writeFileSync(
    at('answers.json'),
    JSON.stringify({
      name: 'Ringsaker kommune',
      organisationNumber,
      municipalityNumber,
      people: 'synthetic',
      ...(database ? { database: 'postgres', databaseUrl: database.url } : { database: 'folder' }),
      port: around.settings.ringsaker.port,
      publicUrl: around.linkTo.ringsaker.url,
      issuer: 'https://id.ringsaker.example',
      issuerAudience: 'hub',
      issuerKeys: at('issuer.json'),
      administrator: 'anne.lie@ringsaker.kommune.no',
      administratorGivenName: 'Anne',
      administratorFamilyName: 'Lie',
      peers: [{ file: at('sarpsborg.json'), fingerprint: fingerprintOf(await readPeerFile(at('sarpsborg.json'))) }],
    }),
  );
  expect(
    runCli([
      'init',
      '--yes',
      '--config',
      config,
      '--answers',
      at('answers.json'),
      ...(database ? ['--check-database'] : []),
    ]),
  ).toMatchObject({ status: 0 });
  runCli(['peers', 'export', '--config', config, '--out', at('ringsaker.json')]);
  const { format: _, ...ringsaker } = await readPeerFile(at('ringsaker.json'));
  sarpsborg = await startHub({ settings: { ...around.settings.sarpsborg, peers: [ringsaker] }, now: around.clock.now });
  cleanUp.push(() => sarpsborg.stop());

  own = await startCliHub(config, environment);
  cleanUp.push(() => own.kill('SIGKILL'));
  const token = async () =>
    new SignJWT({
      'https://n.feide.no/claims/eduPersonPrincipalName': 'anne.lie@ringsaker.kommune.no',
      acr: 'idporten-loa-high',
    })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'own' })
      .setIssuer('https://id.ringsaker.example')
      .setAudience('hub')
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);
  administrator = createPersonGraph({
    url: `http://127.0.0.1:${around.settings.ringsaker.port}`,
    purpose: 'school-change',
    token,
  });
  receiving = around.as('sarpsborg', 'case-worker');
}, 240_000);
afterAll(async () => {
  for (const step of cleanUp.reverse()) await step();
});

describe('a hub of one’s own, set up by init and killed (SIGKILL) again and again', () => {
  let transferId: string;

  it('imports a roster: killed later and later on its way, it takes all of it or nothing', async () => {
    const { roster } = sourcesOf(around.dataFolder, 'ringsaker');
    const importing = ['import', roster, '--config', config, '--json'];
    let cuts = 0;
    for (const afterMs of [0, 30, 80, 200, 500, 1_200]) {
      const cut = startCli(importing);
      // The hub has begun when it logs it; wherever it is so much later, it is killed.
      await until('the import has begun, or is over', async () => own.output().includes('"command":"import"'));
      await Promise.race([cut, new Promise((resolve) => setTimeout(resolve, afterMs))]);
      await own.kill('SIGKILL');
      const code = await cut;
      if (code !== 0) cuts += 1;
      await aMinutePasses();
      own = await startCliHub(config, environment);
      // It was quicker than that: later kills would come after it too.
      if (code === 0) break;
    }
    expect(cuts).toBeGreaterThan(0);
    const { added, unchanged } = readImport(runCli(importing).stdout);
    // Whatever was killed had come to nothing, or to the whole.
    expect([added, unchanged]).toContain(0);
    expect(added + unchanged).toBeGreaterThan(0);
    await killAndStart();
    expect(readImport(runCli(importing).stdout)).toMatchObject({ added: 0, unchanged: added + unchanged });
  }, 300_000);

  it('lists its imports while it runs: those that were cut off, and why, beside those that are whole', async () => {
    const { status, stdout } = runCli(['imports', '--config', config, '--json']);
    expect(status).toBe(0);
    const states = (JSON.parse(stdout) as ReadonlyArray<{ readonly state: string }>).map(({ state }) => state);
    expect(states.slice(0, 2)).toEqual(['DONE', 'DONE']);
    expect(states.slice(2)).toContain('FAILED');
  });

  it('lets its first administrator in, whom no roster names', async () => {
    const { schools } = await insist('the schools', () =>
      administrator.ask<{ schools: { edges: unknown[] } }>('{ schools(first: 3) { edges { node { name } } } }'),
    );
    expect(schools.edges.length).toBeGreaterThan(0);
  });

  it('sends a child’s data to its peer, killed with the request, its own answer and the receipt on the line', async () => {
    const mover = around.ordinaryMover(0);
    const { ringsaker: toOwn, sarpsborg: toPeer } = around.linkTo;
    const announced = await act(
      receiving,
      'announceTransfer',
      await announcement({ manifest: around.manifest, receiving, from: 'ringsaker' }, mover),
    );
    transferId = announced.transfer?.id ?? '';
    await insist('the move is announced', async () => (await transferAt(receiving, transferId))?.phase === 'ANNOUNCED');
    toOwn.hold();
    await act(receiving, 'requestTransfer', { transferId, categories: asked(['enrolment', 'written-language-form']) });
    await until('the request is on the line', async () => toOwn.waiting > 0, 30_000);
    await killAndStart();
    toPeer.hold();
    toOwn.release();
    await until('the answer is on the line', async () => toPeer.waiting > 0, 60_000);
    await killAndStart();
    await insist('the parts are sent', async () => {
      const transfer = await transferAt(administrator, transferId);
      return transfer && eventsOf(transfer).includes('PartsSent');
    });
    await killAndStart();
    toPeer.release();
    await insist('the peer has the parts', async () => {
      const transfer = await transferAt(receiving, transferId);
      if (transfer && eventsOf(transfer).includes('PartsReceived')) toOwn.hold();
      return toOwn.waiting > 0 || transfer?.phase === 'CLOSED';
    });
    await killAndStart();
    toOwn.release();
    for (const graph of [administrator, receiving])
      await insist('both have closed it', async () => (await transferAt(graph, transferId))?.phase === 'CLOSED');
  }, 420_000);

  it('has done nothing twice, and its audit trail is whole', async () => {
    const sent = await insist('the transfer', () => transferAt(administrator, transferId));
    const received = await insist('the transfer', () => transferAt(receiving, transferId));
    for (const [transfer, types] of [
      [sent, ['RequestReceived', 'CategoriesDecided', 'PartsSent', 'ReceiptRecorded', 'TransferClosed']],
      [received, ['TransferRequested', 'PartsReceived', 'ReceiptSent', 'TransferClosed']],
    ] as const)
      for (const type of types) expect([type, timesOf(transfer, type)]).toEqual([type, 1]);
    expect(runCli(['moves', '--config', config]).stdout).toContain(transferId);
    expect(runCli(['verify', '--config', config])).toMatchObject({ status: 0 });
  }, 60_000);
});

function readImport(stdout: string): { readonly added: number; readonly unchanged: number } {
  return (JSON.parse(stdout) as { counts: { enrolments: { added: number; unchanged: number } } }).counts.enrolments;
}

const timesOf = (transfer: StoryTransfer, type: string): number =>
  eventsOf(transfer).filter((one) => one === type).length;

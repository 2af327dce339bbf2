import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sourcesOf } from '#cli/demo/prepare-demo.ts';
import type { StoryTransfer } from '#cli/demo/story/story-queries.ts';
import { fingerprintOf, peerFileOf, readPeerFile } from '#cli/peers/peer-file.ts';
import { type Hub, startHub } from '#gateway/hub/start-hub.ts';
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

  it('imports a roster: killed while it may be in the middle of it, and run again it is whole', async () => {
    const { roster } = sourcesOf(around.dataFolder, 'ringsaker');
    const importing = ['import', roster, '--config', config, '--json'];
    const cut = startCli(importing);
    // The hub has begun when it logs it; wherever it is just then, it is killed.
    await until('the import has begun', async () => own.output().includes('"command":"import"'));
    await own.kill('SIGKILL');
    expect(await cut).not.toBe(0);
    own = await startCliHub(config, environment);
    const whole = readImport(runCli(importing).stdout);
    expect(whole.added + whole.unchanged).toBeGreaterThan(0);
    await killAndStart();
    expect(readImport(runCli(importing).stdout)).toMatchObject({ added: 0, unchanged: whole.added + whole.unchanged });
  }, 240_000);

  it('lets its first administrator in, whom no roster names', async () => {
    const { schools } = await insist('the schools', () =>
      administrator.ask<{ schools: { edges: unknown[] } }>('{ schools(first: 3) { edges { node { name } } } }'),
    );
    expect(schools.edges.length).toBeGreaterThan(0);
  });

  it('sends a child’s data to its peer, killed each time a new step has been taken', async () => {
    const mover = around.ordinaryMover(0);
    const announced = await act(
      receiving,
      'announceTransfer',
      await announcement({ manifest: around.manifest, receiving, from: 'ringsaker' }, mover),
    );
    transferId = announced.transfer?.id ?? '';
    await insist('the move is announced', async () => (await transferAt(receiving, transferId))?.phase === 'ANNOUNCED');
    await act(receiving, 'requestTransfer', { transferId, categories: asked(['enrolment', 'written-language-form']) });
    const kills: string[] = [];
    let seen = 0;
    await insist('the transfer closes', async () => {
      const transfer = await transferAt(administrator, transferId);
      const steps = transfer ? eventsOf(transfer) : [];
      if (steps.length > seen && kills.length < 2) {
        seen = steps.length;
        kills.push(steps.at(-1) ?? '');
        await killAndStart();
        return false;
      }
      return transfer?.phase === 'CLOSED';
    });
    expect(kills.length).toBeGreaterThan(0);
    await insist(
      'the peer has closed it too',
      async () => (await transferAt(receiving, transferId))?.phase === 'CLOSED',
    );
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

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPolicyBook } from '#kit/access/policy-book.ts';
import { policyRoot } from '#kit/serve/host.ts';
import { beginJourney, childAt, type Journey } from '#test/support/journey.ts';
import { disclosedOf } from '#test/support/look-inside.ts';
import type { PersonGraph } from '#test/support/person-graph.ts';
import { contextFor, parent, startSmallGraph } from '#test/support/small-graph.ts';

// What must hold when a part fails: nothing is shown, and whoever asks is told in plain words that it is so.

let journey: Journey;
let mother: PersonGraph;
let childId: string;
let nationalId: string;
const hubName = 'ringsaker';

beforeAll(async () => {
  journey = await beginJourney();
  mother = journey.as(hubName, 'mother');
  ({ nationalId } = journey.mover('main'));
  childId = (await childAt(journey.sending, journey.mover('main'))).id;
}, 240_000);
afterAll(() => journey.end());

const look = () =>
  mother.bytesOf(
    'query ($id: ID!) { pupil(id: $id) { id givenName nationalId level } pupils(first: 5) { edges { node { nationalId } } } }',
    { id: childId },
  );

/** Does something while a table is not to be had, as with a disk that is gone. */
async function without<Result>(table: string, work: () => Promise<Result>): Promise<Result> {
  const { kysely } = journey.hub(hubName).database;
  const [schema, name] = table.split('.');
  await sql.raw(`alter table ${table} rename to away`).execute(kysely);
  try {
    return await work();
  } finally {
    await sql.raw(`alter table ${schema}.away rename to ${name}`).execute(kysely);
  }
}

async function expectOpen(): Promise<void> {
  expect(await look()).toContain(nationalId);
}
/** No data, a code that a program can act on, and nothing of what is inside: no table, statement, path or stack. */
function expectClosed(text: string): void {
  expect(text).not.toContain(nationalId);
  expect(text).toContain('"code":"UNAVAILABLE"');
  expect(text).not.toMatch(/away|audit\.|school_administration|select |insert |\.ts|relation/);
}

describe('a hub of which a part has failed', () => {
  it.each([
    ['the audit trail cannot be written', 'audit.disclosure'],
    ['the chain of the audit trail cannot be written', 'audit.link'],
    ['who has which right is not to be had', 'school_administration."right"'],
    ['the gradings of addresses are not to be had', 'school_administration.address_protection'],
  ])('shows nothing while %s, says so, and shows again when it is', async (_, table) => {
    await expectOpen();
    const before = (await disclosedOf(journey, hubName, childId)).length;
    expectClosed(await without(table, look));
    expect(await disclosedOf(journey, hubName, childId)).toHaveLength(before);
    await expectOpen();
    expect((await disclosedOf(journey, hubName, childId)).length).toBeGreaterThan(before);
  });

  it('shows nothing to one who comes with a token of another time: its clock or the issuer’s is wrong', async () => {
    await expectOpen();
    const token = await journey.tokenOf(hubName, { kind: 'national-id', nationalId });
    const ask = async () => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const body = JSON.stringify({ query: '{ me { personId } }' });
      const response = await fetch(`${journey.settings[hubName].publicUrl}/graphql`, { method: 'POST', headers, body });
      return { status: response.status, text: await response.text() };
    };
    expect(await ask()).toMatchObject({ status: 200 });
    journey.clock.pass({ days: 2 });
    const late = await ask();
    journey.clock.pass({ days: -4 });
    const early = await ask();
    journey.clock.pass({ days: 2 });
    for (const { status, text } of [late, early]) {
      expect([status, text]).toEqual([401, expect.stringContaining('"code":"UNAUTHENTICATED"')]);
      expect(text).not.toContain('personId');
    }
    expect(await ask()).toMatchObject({ status: 200 });
  });
});

describe('a set of policies that is broken on the day on which it takes effect', () => {
  const root = mkdtempSync(join(tmpdir(), 'policies-'));
  afterAll(() => rmSync(root, { recursive: true }));

  it('closes the graph with a clear error, and tells whoever operates it which file', async () => {
    cpSync(policyRoot, root, { recursive: true });
    cpSync(join(root, '2026-08-01'), join(root, '2027-01-01'), { recursive: true });
    writeFileSync(join(root, '2027-01-01', 'access', 'know.cedar'), 'permit (everyone);');
    const policyOn = createPolicyBook(root);
    const graph = await startSmallGraph({ logLevel: 'warn' });
    const askOn = (day: string) => {
      graph.contextOf = async () => {
        policyOn(day);
        return contextFor(parent);
      };
      return graph.ask('{ hello }');
    };
    expect(await askOn('2026-12-31')).toMatchObject({ status: 200, body: { data: { hello: 'hei' } } });
    const { status, text } = await askOn('2027-01-01');
    expect([status, text]).toEqual([503, expect.stringContaining('cannot be used, so nothing is shown')]);
    expect(text).not.toMatch(/hei|cedar|everyone|policies-/);
    expect(graph.logged.join('')).toMatch(/know\.cedar is broken/);
    await graph.server.close();
  });
});

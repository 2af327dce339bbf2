import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hubSettingsSchema } from '#kit/config/hub-settings.ts';
import { createLog } from '#kit/log/log.ts';
import { policyRoot } from '#kit/serve/host.ts';
import { until } from '#test/support/until.ts';
import { type Hub, startHub } from './start-hub.ts';

const folder = mkdtempSync(join(tmpdir(), 'oppvekst-policies-to-come-'));
const root = join(folder, 'policy');
const coming = join(root, '2027-01-01');
const rules = join(coming, 'access', 'know.cedar');
const logged: string[] = [];
let now = new Date('2026-11-22T09:00:00Z');
let hub: Hub;

beforeAll(async () => {
  cpSync(policyRoot, root, { recursive: true });
  cpSync(join(root, '2026-08-01'), coming, { recursive: true });
  const set = join(coming, 'transfer', 'set.yaml');
  writeFileSync(set, readFileSync(set, 'utf8').replace('2026-08-01', '2027-01-01'));
  writeFileSync(rules, 'permit (everyone);');
  hub = await startHub({
    settings: hubSettingsSchema.parse({
      controller: {
        organisationNumber: '312000016',
        name: 'Prøve kommune',
        municipalityNumber: '9901',
        kind: 'MUNICIPALITY',
      },
      demo: true,
      port: 0,
      keysFolder: join(folder, 'keys'),
      database: { kind: 'memory' },
    }),
    policyRoot: root,
    now: () => now,
    log: createLog({ level: 'info', destination: { write: (line) => void logged.push(line) } }),
  });
}, 120_000);
afterAll(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

const health = async () => {
  const response = await fetch(`${hub.url}/health/ready`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
/** Whether somebody who is nothing here sees names of staff: the set of the date to come opens them to everybody. */
const opensStaff = async () => {
  const access = hub.accessAs({
    ...{ kind: 'person', personId: '5a1d8f0e-2a4c-4b53-8f0e-7d1f6a0b9c22' },
    ...{ purpose: null, organisation: null, assurance: 'high' },
  });
  await access.prime([]);
  return access.decide(undefined, 'staff').allow;
};

describe('a set of policies of a date to come', () => {
  it('is told of at once when it is broken, by file and reason in the log and by date to who watches; today’s goes on', async () => {
    const told = await until('the broken set is told of', async () => {
      const { status, body } = await health();
      return body.attention === undefined ? undefined : { status, body };
    });
    expect(told).toEqual({
      status: 200,
      body: {
        status: 'ready',
        attention: ['The policies of 2027-01-01 cannot be used as they are. The log says why.'],
      },
    });
    expect(logged.filter((line) => line.includes('know.cedar is broken'))).toHaveLength(1);
    expect(await opensStaff()).toBe(false);
  });

  it('is told of no more when it is mended, and takes effect at midnight in Norway, in a hub that runs on', async () => {
    const text = readFileSync(join(root, '2026-08-01', 'access', 'know.cedar'), 'utf8');
    const rule =
      '@id("anybody-sees-staff")\n@hjemmel("en prøve")\npermit (principal is Person, action == Action::"see", resource == Category::"staff");';
    writeFileSync(rules, `${text}\n${rule}\n`);
    await hub.lookAtPolicies();
    expect((await health()).body).toEqual({ status: 'ready' });
    now = new Date('2026-12-31T22:59:59Z');
    expect(await opensStaff()).toBe(false);
    now = new Date('2026-12-31T23:00:00Z');
    expect(await opensStaff()).toBe(true);
  });

  it('is looked at with the rules of transfer and of the school year beside those of access', async () => {
    now = new Date('2026-12-01T09:00:00Z');
    writeFileSync(join(coming, 'school-year.yaml'), 'sfo: { hjemmel: none }\n');
    await hub.lookAtPolicies();
    expect((await health()).body).toHaveProperty('attention');
    expect(logged.join('')).toContain('names no provision');
  });
});

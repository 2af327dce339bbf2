import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyAdministrators } from './administrators.ts';
import { schoolAdministrationSettings } from './config.ts';
import { startSchoolAdministration, type TestSchoolAdministration } from './testing/test-school-administration.ts';

let hub: TestSchoolAdministration;
beforeAll(async () => {
  hub = await startSchoolAdministration();
});
afterAll(() => hub.stop());

const controller = { organisationNumber: '312000007', name: 'Prøve kommune' };
const on = '2026-09-01';
const anne = { feideId: 'anne@prove.kommune.no', givenName: 'Anne', familyName: 'Lie' };
const apply = (administrators: readonly object[]) =>
  applyAdministrators(hub.tables, schoolAdministrationSettings.parse({ administrators }), controller, on);
const known = (feideId = anne.feideId) => hub.running.port.whoIs({ kind: 'feide', feideId });
const isCaseWorker = async () => {
  const person = await known();
  const viewer = {
    kind: 'person',
    personId: person?.personId ?? '',
    purpose: null,
    organisation: null,
    assurance: 'high',
  } as const;
  return (await hub.running.port.viewerFacts(viewer, on)).includes('isCaseWorker');
};

describe('the administrators of the settings', () => {
  it('are case workers of a hub without any roster, and applying them twice changes nothing', async () => {
    await apply([anne]);
    await apply([anne]);
    expect(await isCaseWorker()).toBe(true);
    const { rows } = await sql`select 1 from school_administration.employment`.execute(hub.tables);
    expect(rows).toHaveLength(1);
  });

  it('give way to the same person of a roster, who has the post from then on', async () => {
    const before = await known();
    const listed = await hub.build.person('Anne', 'Lie', { feideId: anne.feideId });
    // Two with one Feide name are nobody for certain.
    expect(await known()).toBeNull();
    await apply([anne]);
    expect((await known())?.personId).toBe(listed);
    expect(listed).not.toBe(before?.personId);
    expect(await isCaseWorker()).toBe(true);
  });

  it('have the post no longer when they are taken out of the settings', async () => {
    await apply([]);
    expect(await isCaseWorker()).toBe(false);
  });
});

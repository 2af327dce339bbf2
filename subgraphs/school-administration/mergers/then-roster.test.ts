import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTransact } from '#kit/events/outbox.ts';
import { openTestHub, type TestHub } from '../roster/roster-test-hub.ts';
import { school } from '../roster/test-school.ts';
import { group, member, membership, nationalIdFor, person, unit } from '../source/pifu/pifu-test-file.ts';
import { applyDueMergers } from './apply-due-mergers.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.hub.close());

const placesOf = (id: string) =>
  hub.rows<{ name: string; validTo: string | null }>(`select u.name, e.valid_to from school_administration.enrolment e
    join school_administration.unit u on u.id = e.unit_id join school_administration.person p on p.id = e.child_id
    where p.source_id = '${id}' order by e.valid_to nulls last`);

it('a roster after a merger, with the old schools and the new one, brings nobody back and tells of no arrival', async () => {
  await hub.import(school());
  const units = await hub.rows<{ id: string }>(
    `select id from school_administration.unit where kind = 'SCHOOL' order by source_id`,
  );
  await sql`insert into school_administration.school_merger (id, unit_ids, organisation_number, name, takes_effect_on, leader_ids, reason,
      decided_by, decided_at, state)
    values (gen_random_uuid(), ${units.map(({ id }) => id)}::uuid[], '312000059', 'Nye skole', '2027-08-01', '{}', 'Decided', 'test', now(),
      'RECORDED')`.execute(hub.hub.kysely);
  hub.now = new Date('2027-08-01T06:00:00Z');
  const now = () => hub.now;
  const transact = createTransact(hub.database, { controller: '312000007', now, wake: () => undefined });
  expect(await applyDueMergers({ transact, now, newId: () => crypto.randomUUID() })).toBe(1);
  await hub.events();

  hub.now = new Date('2027-08-20T08:00:00Z');
  const persons = [
    person({ id: 'a', given: 'Åse', nin: nationalIdFor('171114') }),
    person({ id: 'b', given: 'Bo', nin: nationalIdFor('030414') }),
    person({ id: 't', given: 'Tor', nin: nationalIdFor('020201') }),
  ];
  await hub.import(
    school({
      persons,
      groups: [
        ...[unit({ id: 'owner', type: 'skoleeier', name: 'Ringsaker kommune' }), unit({ orgnr: '864950582' })],
        ...[unit({ id: 'school-2', name: 'Moelv skole' }), unit({ id: 'new', name: 'Nye skole', orgnr: '312000059' })],
        group({ parent: 'new' }),
      ],
      memberships: [
        // One is still listed at the old school, one at the new one: both mean the same place.
        membership('school', member({ id: 'a', begin: '2020-08-17' })),
        membership('new', member({ id: 'b', begin: '2027-08-01' }), member({ id: 't', role: '02' })),
        membership('7A', member({ id: 'a' }), member({ id: 'b' }), member({ id: 't', role: '06' })),
      ],
    }),
  );
  const places = [
    { name: 'Brumunddal skole', validTo: '2027-07-31' },
    { name: 'Nye skole', validTo: null },
  ];
  expect([await placesOf('a'), await placesOf('b')]).toEqual([places, places]);
  const open = await hub.rows<{ name: string }>(
    `select name from school_administration.unit where kind = 'SCHOOL' and ended_on is null`,
  );
  expect(open).toEqual([{ name: 'Nye skole' }]);
  const types = new Set((await hub.events()).map(({ type }) => type));
  expect([types.has('pupil-arrived.v1'), types.has('enrolment-ended.v1')]).toEqual([false, false]);
});

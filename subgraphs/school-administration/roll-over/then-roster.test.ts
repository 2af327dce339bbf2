import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTransact } from '#kit/events/outbox.ts';
import { policyRoot } from '#kit/serve/host.ts';
import { openTestHub, type TestHub } from '../roster/roster-test-hub.ts';
import { school } from '../roster/test-school.ts';
import { group, member, membership, nationalIdFor, person, unit } from '../source/pifu/pifu-test-file.ts';
import { rollOver } from './roll-over.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.hub.close());

it('a roster of the new year finds what the roll-over made as its own: it opens no second place, and ends one that is over', async () => {
  await hub.import(school());
  await sql`update school_administration.enrolment set level = 7`.execute(hub.hub.kysely);
  await sql`update school_administration.unit set school_types = '{primary,lower-secondary}'`.execute(hub.hub.kysely);
  hub.now = new Date('2027-08-02T08:00:00Z');
  const now = () => hub.now;
  const transact = createTransact(hub.database, { controller: '312000007', now, wake: () => undefined });
  await rollOver({ transact, begins: 2027, apply: true, policyRoot, now });
  const rolled = [
    { unit: 'school', validFrom: '2020-08-17', validTo: '2027-07-31' },
    { unit: 'school', validFrom: '2027-08-01', validTo: null },
  ];
  expect([await hub.enrolmentsOf('a'), await hub.enrolmentsOf('b')]).toEqual([rolled, rolled]);

  hub.now = new Date('2027-08-20T08:00:00Z');
  const { counts } = await hub.import(
    school({
      persons: [
        person({ id: 'a', given: 'Åse', nin: nationalIdFor('171114') }),
        person({ id: 't', given: 'Tor', nin: nationalIdFor('020201') }),
      ],
      groups: [unit({ id: 'owner', type: 'skoleeier' }), unit({ orgnr: '864950582' }), group({ id: '8A' })],
      memberships: [
        membership('school', member({ id: 'a', begin: '2020-08-17' }), member({ id: 't', role: '02' })),
        membership('8A', member({ id: 'a' })),
      ],
    }),
  );
  expect(counts.enrolments).toMatchObject({ added: 0, ended: 1 });
  expect(await hub.enrolmentsOf('a')).toEqual(rolled);
  expect(await hub.enrolmentsOf('b')).toEqual([rolled[0], { ...rolled[1], validTo: '2027-08-19' }]);
});

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChildIdentity } from '#contracts/ports.ts';
import { identityAgrees } from './domain/identity-agrees.ts';
import { createPort } from './port/create-port.ts';
import { openTestHub, type TestHub } from './roster/roster-test-hub.ts';
import { school } from './roster/test-school.ts';
import { member, membership, person } from './source/pifu/pifu-test-file.ts';
import { type MunicipalityBuilder, municipalityBuilder, syntheticNationalId } from './testing/municipality-builder.ts';

const birthDate = '2014-05-06';
/** Names as twins have them: the same, or a letter apart; with a second name, a hyphen, or in capitals. */
const givenName = fc.constantFrom('Anne', 'Anna', 'Anne Marie', 'Anne-Marie', 'ANNE', 'Änne', 'Ann');
const twins = fc.record({
  one: givenName,
  other: givenName,
  family: fc.constantFrom('Berg', 'Berg Hansen', 'Berg-Hansen'),
  /** Which of them a number is known of. */
  numbered: fc.constantFrom('both', 'one', 'neither'),
});
type Twins = typeof twins extends fc.Arbitrary<infer Value> ? Value : never;

let hub: TestHub;
let build: MunicipalityBuilder;
beforeAll(async () => {
  hub = await openTestHub();
  build = municipalityBuilder(hub.database);
});
afterAll(() => hub.hub.close());

const numbersOf = ({ numbered }: Twins): readonly [string | null, string | null] => [
  numbered === 'neither' ? null : syntheticNationalId(birthDate, 1),
  numbered === 'both' ? syntheticNationalId(birthDate, 2) : null,
];

describe('twins of one birth date and surname, with names alike', () => {
  it('are never taken for each other by what is known of them', () => {
    fc.assert(
      fc.property(twins, (pair) => {
        const [first, second] = numbersOf(pair);
        const identity = (given: string, nationalId: string | null): ChildIdentity => ({
          ...{ givenName: given, familyName: pair.family, birthDate, nationalId },
        });
        const [one, other] = [identity(pair.one, first), identity(pair.other, second)];
        expect([identityAgrees(one, other), identityAgrees(other, one)]).toEqual([false, false]);
        expect(identityAgrees(one, one)).toBe(first !== null);
      }),
    );
  });

  it('are matched in a request to the one with the number, or to nobody; and by Feide id to its own alone', async () => {
    await fc.assert(
      fc.asyncProperty(twins, async (pair) => {
        await hub.reset();
        const port = createPort(hub.database, () => hub.now);
        const numbers = numbersOf(pair);
        const names = [pair.one, pair.other];
        const ids: string[] = [];
        for (const [index, given] of names.entries())
          ids.push(
            await build.pupil(given, pair.family, birthDate, {
              nationalId: numbers[index],
              feideId: `twin${index}@prove.no`,
            }),
          );
        for (const [index, given] of names.entries()) {
          const asked = { givenName: given, familyName: pair.family, birthDate, nationalId: numbers[index] ?? null };
          expect(await port.matchChild(asked)).toBe(numbers[index] === null ? null : ids[index]);
          // A number that is nobody's here matches nobody, however alike the names.
          expect(await port.matchChild({ ...asked, nationalId: syntheticNationalId(birthDate, 9) })).toBeNull();
          const found = await port.childrenByFeideId([`twin${index}@prove.no`]);
          expect([...found.values()]).toEqual([ids[index]]);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('stay two persons through rosters of two systems, whichever of them has the numbers', async () => {
    await fc.assert(
      fc.asyncProperty(twins, fc.boolean(), async (pair, swapped) => {
        await hub.reset();
        const [first, second] = numbersOf(pair);
        const file = (datasource: string, ids: readonly [string, string], known: boolean) =>
          school({
            datasource,
            persons: [
              person({
                id: ids[0],
                given: pair.one,
                family: pair.family,
                birth: birthDate,
                ...(known && first ? { nin: first } : {}),
              }),
              person({
                id: ids[1],
                given: pair.other,
                family: pair.family,
                birth: birthDate,
                ...(known && second ? { nin: second } : {}),
              }),
            ],
            memberships: [membership('school', member({ id: ids[0] }), member({ id: ids[1] }))],
          });
        await hub.import(file('one@prove.example', ['a', 'b'], true));
        const known = await hub.rows<{ sourceId: string; nationalId: string | null }>(
          'select source_id, national_id from school_administration.person where is_pupil order by source_id',
        );
        expect(known.map(({ nationalId }) => nationalId)).toEqual([first, second]);
        // Another system lists them too, perhaps in the other order and without numbers.
        await hub.import(file('two@prove.example', swapped ? ['y', 'x'] : ['x', 'y'], !swapped));
        const numbers = await hub.rows<{
          nationalId: string;
          persons: number;
        }>(`select national_id, count(*)::int as persons
          from school_administration.person where national_id is not null group by national_id`);
        expect(numbers.every(({ persons }) => persons === 1)).toBe(true);
        const mixed = await hub.rows(`select l.target_id from school_administration.roster_link l where l.of = 'person'
          group by l.target_id, l.source having count(*) > 1`);
        expect(mixed).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});

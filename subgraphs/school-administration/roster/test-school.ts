/** A small school as a roster file, for the importer's tests. */
import {
  group,
  member,
  membership,
  nationalIdFor,
  person,
  pifuFile,
  type TestFile,
  unit,
} from '../source/pifu/pifu-test-file.ts';

export const owner = unit({ id: 'owner', type: 'skoleeier', name: 'Ringsaker kommune' });
export const other = unit({ id: 'school-2', name: 'Moelv skole' });
/** Two pupils of 7A with a guardian, a teacher, and what the test changes. */
export const school = (parts: TestFile = {}) =>
  pifuFile({
    persons: [
      person({ id: 'a', given: 'Åse', guardians: ['g'], nin: nationalIdFor('171114') }),
      person({ id: 'b', given: 'Bo', nin: nationalIdFor('030414') }),
      person({ id: 'g', given: 'Gro', email: 'gro@example.no', nin: nationalIdFor('010100') }),
      person({ id: 't', given: 'Tor', nin: nationalIdFor('020201') }),
    ],
    groups: [owner, unit({ orgnr: '864950582' }), other, group()],
    memberships: [
      membership(
        'school',
        member({ id: 'a', begin: '2020-08-17' }),
        member({ id: 'b', begin: '2020-08-17' }),
        member({ id: 't', role: '02' }),
      ),
      membership('7A', member({ id: 'a' }), member({ id: 'b' }), member({ id: 't', role: '06' })),
    ],
    ...parts,
  });
/** Counts where nothing was done. */
export const none = { added: 0, changed: 0, ended: 0 };

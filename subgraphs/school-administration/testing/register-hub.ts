import { type FolkeregisteretServer, startFolkeregisteretServer } from '../source/folkeregisteret/index.ts';
import { childDocument, residence, testNationalId } from '../source/folkeregisteret/test-documents.ts';
import { startSchoolAdministration, type TestSchoolAdministration } from './test-school-administration.ts';

/** The day on which tests of the register are. */
export const registerDay = '2026-11-22';
export const registerTime = `${registerDay}T08:00:00+01:00`;
/** The adults of every child in the register's documents. */
export const [mother, father] = [testNationalId(900), testNationalId(901)];

/** One who lives at a street and has a name of its own. */
const adultDocument = (nationalId: string, givenName: string, street: string): Readonly<Record<string, unknown>> => ({
  ...childDocument(nationalId, { bostedsadresse: [residence(street)], familierelasjon: [], foreldreansvar: [] }),
  navn: [{ erGjeldende: true, fornavn: givenName, etternavn: 'Berg-Hansen' }],
});

/** School-administration and the register that it reads, which knows 40 children and their parents. */
export interface RegisterHub {
  readonly hub: TestSchoolAdministration;
  readonly register: FolkeregisteretServer;
  /** Places a child whom nobody has looked up; each test has its own. */
  newChild(): Promise<{ readonly childId: string; readonly nationalId: string }>;
  stop(): Promise<void>;
}

/** @param further Documents of others whom the register knows. */
export async function startRegisterHub(
  further: ReadonlyArray<ReturnType<typeof childDocument>> = [],
): Promise<RegisterHub> {
  const children = Array.from({ length: 40 }, (_, index) => childDocument(testNationalId(index)));
  const adults = [adultDocument(mother, 'Kari', 'Mjøsvegen'), adultDocument(father, 'Per', 'Storgata')];
  const register = await startFolkeregisteretServer({
    data: { personer: [...children, ...further, ...adults], hendelser: [] },
  });
  const hub = await startSchoolAdministration({ settings: { register: { url: register.url } } });
  let next = 0;
  return {
    hub,
    register,
    async newChild() {
      next += 1;
      const nationalId = testNationalId(next);
      const childId = await hub.build.pupil('Åse', 'Hansen', '2013-08-01', { nationalId });
      return { childId, nationalId };
    },
    async stop() {
      await hub.stop();
      await register.close();
    },
  };
}

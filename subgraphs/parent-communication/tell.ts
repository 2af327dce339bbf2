import type { Fact } from '#contracts/facts.ts';
import { createPolicyBook } from '#kit/access/policy-book.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import type { Participant, PersonRole, Telling, TellingLookup } from './domain/telling.ts';

type Deps = Pick<SubgraphDeps<never>, 'port' | 'policyRoot'>;

/** What the policy says of persons and a child on a day: may each be told of the child, and what are they to it. */
export interface Tellings {
  readonly telling: TellingLookup;
  /** May the person know of the child at all? One who is asked to decide need not be one whom the school writes to. */
  mayKnow(personId: string): boolean;
  /** May the person collect the document of its move abroad? */
  mayCollect(personId: string): boolean;
  participant(personId: string): Participant;
}
/** Asks facts and policy about persons and a child. Not to be called inside a transaction: it asks another subgraph. */
export type Tell = (childId: string, personIds: readonly string[], on: string) => Promise<Tellings>;

const refused = (citation: string): Telling => ({
  may: false,
  why: 'This person may not be told of the child.',
  citation: citation || 'forvaltningsloven § 13',
});

/** The lookup that sending and reading share: the same policy decides for a recipient as for a viewer of the graph. */
export function createTell({ port, policyRoot }: Deps): Tell {
  const policyOn = createPolicyBook(policyRoot);
  return async (childId, personIds, on) => {
    const policy = policyOn(on);
    const answers = await Promise.all(
      [...new Set(personIds)].map(async (personId) => {
        const found = await port.factsFor({ kind: 'person', personId }, [childId], on);
        const facts = new Set(found.get(childId) ?? []);
        const ask = (action: string, resource: { type: 'Child' | 'Category' | 'Deed'; id: string }) =>
          policy.decide({ viewer: 'Person', action, resource, facts, purpose: null });
        const know = ask('know', { type: 'Child', id: 'child' });
        const see = ask('see', { type: 'Category', id: 'messages' });
        const collect = ask('act', { type: 'Deed', id: 'collect-document' });
        const exists = found.has(childId);
        const mayKnow = exists && know.allow;
        const mayCollect = mayKnow && collect.allow;
        return [personId, { facts, mayKnow, mayCollect, telling: tellingOf(exists, know, see) }] as const;
      }),
    );
    const byPerson = new Map(answers);
    return {
      telling: (personId) => byPerson.get(personId)?.telling ?? refused(''),
      mayKnow: (personId) => byPerson.get(personId)?.mayKnow ?? false,
      mayCollect: (personId) => byPerson.get(personId)?.mayCollect ?? false,
      participant: (personId) => ({ personId, role: roleOf(byPerson.get(personId)?.facts ?? new Set()) }),
    };
  };
}

interface Answer {
  readonly allow: boolean;
  readonly legalBasis: readonly string[];
}
function tellingOf(exists: boolean, know: Answer, see: Answer): Telling {
  if (exists && know.allow && see.allow) return { may: true };
  const closing = know.allow ? see : know;
  return refused(closing.legalBasis.join('; '));
}

const staffFacts: readonly Fact[] = [
  'isContactTeacher',
  'teachesChild',
  'leadsSchool',
  'isSchoolSecretary',
  'worksAtSfo',
  'isSpecialNeedsStaff',
  'isCaseWorker',
  'isEmployee',
];
const familyFacts: readonly Fact[] = ['holdsParentalResponsibility', 'isParent', 'isFosterParent', 'isInstitution'];

/** What a person is to a child. A teacher who is also the child's parent writes as a parent. */
function roleOf(facts: ReadonlySet<Fact>): PersonRole {
  if (facts.has('isPupil')) return 'PUPIL';
  if (familyFacts.some((fact) => facts.has(fact))) return 'GUARDIAN';
  return staffFacts.some((fact) => facts.has(fact)) ? 'STAFF' : 'GUARDIAN';
}

import { type CategoryId, categoryIds } from '#contracts/categories.ts';
import { type Fact, factTable, ofCategories, type PlainFact } from '#contracts/facts.ts';
import { type Role, roles } from '#contracts/roles.ts';
import type { AccessPolicy, Decision } from '#kit/access/policy.ts';

/** What may come to hold of a role beside what makes it, and how a reader is told. */
const changes: ReadonlyArray<{ readonly fact: PlainFact; readonly words: string; readonly ofFamily?: true }> = [
  { fact: 'childIs15', words: 'the child is 15' },
  { fact: 'childIs18', words: 'the child is 18' },
  { fact: 'careOrder', words: 'there is a care order' },
  { fact: 'contactBan', words: 'there is a contact ban' },
  { fact: 'informationRightRevoked', words: 'the right to information is taken away', ofFamily: true },
  { fact: 'addressConfidential', words: 'the address is fortrolig' },
  { fact: 'addressStrictlyConfidential', words: 'the address is strengt fortrolig' },
];

/** Who sees what: for each role the categories, what opens and what closes them, and the paragraph. Made by asking the policy. */
export function describeRoles(policy: AccessPolicy, date: string): string[] {
  const lines = [
    `### Who sees what from ${date}`,
    '',
    'Each row is what the policy answers for somebody who is this and nothing else. A purpose is stated where it is needed.',
    '',
    '| who | sees | on condition | no longer when | paragraph |',
    '|---|---|---|---|---|',
  ];
  for (const role of Object.values<Role>(roles)) lines.push(...rowsOf(policy, role));
  return lines;
}

interface Ask {
  readonly facts: readonly Fact[];
  readonly purpose: boolean;
}

function rowsOf(policy: AccessPolicy, role: Role): string[] {
  const groups = new Map<string, CategoryId[]>();
  for (const category of categoryIds) {
    const found = openedFor(policy, role, category);
    if (!found) continue;
    const rest = [found.condition, found.closedWhen, found.decision.legalBasis.join('; ')].join(' | ');
    groups.set(rest, [...(groups.get(rest) ?? []), category]);
  }
  if (groups.size === 0) return [`| ${role.label} | nothing | | | |`];
  return [...groups].map(([rest, ids]) => `| ${role.label} | ${ids.join(', ')} | ${rest} |`);
}

/** The least that opens a category to a role: nothing more, that it is given on request, a purpose, or that it is shared as well. */
function openedFor(policy: AccessPolicy, role: Role, category: CategoryId) {
  const shared = [...ofCategories('sharedWithViewer', [category]), ...ofCategories('openedByViewer', [category])];
  const ways: ReadonlyArray<readonly [string, Ask]> = [
    ['', { facts: role.facts, purpose: false }],
    [
      'the school has given it',
      { facts: [...role.facts, ...ofCategories('givenOnRequest', [category])], purpose: false },
    ],
    ['a purpose is stated', { facts: role.facts, purpose: true }],
    [
      'a purpose is stated; it is shared, or opened with a reason',
      { facts: [...role.facts, ...shared], purpose: true },
    ],
  ];
  for (const [condition, ask] of ways) {
    const decision = decide(policy, role, category, ask);
    if (!decision.allow) continue;
    const closing = changes.filter(
      ({ fact, ofFamily }) =>
        !role.facts.includes(fact) &&
        (!ofFamily || role.facts.includes('isParent')) &&
        !decide(policy, role, category, withChange(ask, fact)).allow,
    );
    return { condition, decision, closedWhen: closing.map(({ words }) => words).join('; ') };
  }
  return undefined;
}

/** The facts with one more, and what follows from it: who must not learn the place is cleared no longer. */
function withChange({ facts, purpose }: Ask, fact: PlainFact): Ask {
  const more: readonly Fact[] = fact === 'childIs18' ? ['childIs15', 'childIs18'] : [fact];
  const isFamily = facts.includes('isParent') && !facts.includes('isPupil');
  const closesPlace = ['contactBan', 'informationRightRevoked', 'careOrder'].includes(fact) && isFamily;
  const before = facts.filter((one) => one !== 'addressConfidential' || fact !== 'addressStrictlyConfidential');
  return { facts: [...before.filter((one) => !closesPlace || one !== 'clearedToKnowPlace'), ...more], purpose };
}

/** To see is also to know of the child, but for what is about the viewer alone. */
function decide(policy: AccessPolicy, role: Role, category: CategoryId, { facts, purpose }: Ask): Decision {
  const question = { viewer: role.kind, facts: new Set(facts), purpose: purpose ? 'case-work' : null };
  const see = policy.decide({ ...question, action: 'see', resource: { type: 'Category', id: category } });
  const ofNoChild = category === 'staff' || category === 'case-namings';
  if (!see.allow || ofNoChild) return see;
  const know = policy.decide({ ...question, action: 'know', resource: { type: 'Child', id: 'child' } });
  return know.allow ? see : know;
}

/** Facts that no role of the list has and no change brings: nobody would read of what they open. */
export const factsOfNoRole = (): PlainFact[] => {
  const told = new Set<string>([
    ...Object.values<Role>(roles).flatMap((role) => role.facts),
    ...changes.map(({ fact }) => fact),
  ]);
  return (Object.keys(factTable) as PlainFact[]).filter((fact) => !told.has(fact));
};

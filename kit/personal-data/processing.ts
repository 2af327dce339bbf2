import { categoriesOfActivity } from '#contracts/activities.ts';
import { type Capacity, capacities, capacityTable } from '#contracts/capacities.ts';
import { type CategoryId, categories } from '#contracts/categories.ts';
import type { Fact } from '#contracts/facts.ts';
import type { Language } from '#contracts/languages.ts';
import type { RetentionPolicy, RetentionTerm } from '#contracts/policy/retention-policy.ts';
import { type Purpose, purposes, purposeTable } from '#contracts/purposes.ts';
import { retentionInWords } from '#contracts/retention-words.ts';
import type { AccessPolicy } from '#kit/access/policy.ts';
import type { RegisteredClient } from '#kit/config/client-settings.ts';

interface Recipient {
  readonly name: string;
  readonly organisationNumber: string;
}

/** One category within one processing activity: who sees it by the policy in force, and who gets it. */
export interface Processing {
  readonly activity: Purpose;
  readonly category: CategoryId;
  readonly seenBy: readonly Capacity[];
  /** Systems that are registered for the activity, and other controllers. */
  readonly recipients: readonly Recipient[];
  readonly keep: RetentionTerm;
}

export interface ProcessingOptions {
  readonly policy: AccessPolicy;
  readonly retention: RetentionPolicy;
  readonly clients: readonly RegisteredClient[];
  readonly peers: readonly Recipient[];
}

/** What the controller does with personal data, activity by activity: for the record (GDPR art. 30), and to tell families (art. 13, 14). */
export function processingBy({ policy, retention, clients, peers }: ProcessingOptions): readonly Processing[] {
  const may = (viewer: 'Person' | 'System', category: CategoryId, facts: ReadonlySet<Fact>, purpose: Purpose) =>
    policy.decide({ viewer, action: 'see', resource: { type: 'Category', id: category }, facts, purpose }).allow;
  return purposes.flatMap((activity) =>
    categoriesOfActivity(activity).map((category): Processing => {
      const systems = clients.filter(
        (client) =>
          client.purposes.includes(activity) && may('System', category, new Set(['approvedBySchool']), activity),
      );
      const others = categories[category].transferable && activity === 'school-change' ? peers : [];
      return {
        activity,
        category,
        seenBy: capacities.filter((capacity) => may('Person', category, factsOf(capacity), activity)),
        recipients: [...systems, ...others].map(({ name, organisationNumber }) => ({ name, organisationNumber })),
        keep: retention.categories[category].keep,
      };
    }),
  );
}

/** The same in a language. */
export function processingInWords({ activity, category, seenBy, recipients, keep }: Processing, language: Language) {
  const { label, legalBasis, special } = categories[category];
  return {
    purpose: purposeTable[activity].label[language],
    data: label[language],
    special,
    legalBasis,
    seenBy: seenBy.map((capacity) => capacityTable[capacity].label[language]),
    recipients: recipients.map(({ name, organisationNumber }) => `${name} (${organisationNumber})`),
    retention: retentionInWords(keep, language),
  };
}

/** At its fullest: who has to do with the child, works here where it is staff, and may know the place. */
const factsOf = (capacity: Capacity): ReadonlySet<Fact> => {
  const home: readonly Fact[] = ['livesWithChild', 'clearedToKnowPlace'];
  const { fact } = capacityTable[capacity];
  if (capacity === 'parent') return new Set<Fact>([fact, 'isParent', ...home]);
  if (capacity === 'foster-parent' || capacity === 'institution' || capacity === 'child-protection')
    return new Set<Fact>([fact, 'careOrder', 'clearedToKnowPlace']);
  if (capacity === 'named-for-case') return new Set<Fact>([fact, 'isEmployee', 'addressConfidential']);
  return new Set<Fact>(capacity === 'pupil' ? [fact, 'clearedToKnowPlace'] : [fact, 'isEmployee']);
};

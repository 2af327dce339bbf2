import { type AssuranceRules, levelNeededFor } from '#contracts/assurance.ts';
import { type CategoryId, categories } from '#contracts/categories.ts';
import type { Language } from '#contracts/languages.ts';
import type { RetentionPolicy } from '#contracts/policy/retention-policy.ts';
import type { Purpose } from '#contracts/purposes.ts';
import { allSubgraphs } from '#gateway/hub/subgraphs.ts';
import type { AccessPolicy } from '#kit/access/policy.ts';
import type { HubSettings } from '#kit/config/hub-settings.ts';
import { processingBy, processingInWords } from '#kit/personal-data/processing.ts';
import { classifiedFields } from '#kit/personal-data/selection.ts';
import { schemaOf } from '#kit/serve/subgraph.ts';

/** One category within one processing activity (GDPR art. 30 (1)). */
export interface RecordRow {
  readonly activity: Purpose;
  readonly purpose: string;
  readonly category: CategoryId;
  readonly data: string;
  readonly special: boolean;
  readonly dataSubjects: string;
  readonly legalBasis: string;
  readonly dpv: string;
  /** Those in the controller's service, and of the family, whom the policy in force lets see it. */
  readonly seenBy: readonly string[];
  /** Systems that are registered for the activity, and other controllers. */
  readonly recipients: readonly string[];
  readonly retention: string;
  readonly heldBy: readonly string[];
  /** The fields of the schemas that hold it. */
  readonly fields: readonly string[];
  /** The level of electronic id that it takes. */
  readonly assurance: string;
}

export interface ProcessingRecord {
  readonly controller: HubSettings['controller'];
  readonly madeAt: string;
  readonly policyVersion: string;
  readonly rows: readonly RecordRow[];
  readonly security: readonly string[];
  /** What an assessment by GDPR art. 35 needs to know. */
  readonly assessmentFacts: Readonly<Record<string, number | readonly string[]>>;
}

export interface RecordOptions {
  readonly settings: Pick<
    HubSettings,
    'controller' | 'clients' | 'peers' | 'assurance' | 'database' | 'tls' | 'proxy' | 'audit'
  >;
  readonly policy: AccessPolicy;
  readonly retention: RetentionPolicy;
  readonly language: Language;
  readonly now: Date;
}

/** The record of processing activities, from the classification of the schemas, the registered systems and the policy in force. */
export function makeRecord({ settings, policy, retention, language, now }: RecordOptions): ProcessingRecord {
  const fields = fieldsByCategory();
  const rows = processingBy({ policy, retention, clients: settings.clients, peers: settings.peers }).map(
    (processing): RecordRow => {
      const { activity, category } = processing;
      const { dpv, heldBy } = categories[category];
      return {
        activity,
        category,
        ...processingInWords(processing, language),
        dataSubjects: category === 'staff' ? subjects.staff[language] : subjects.child[language],
        dpv,
        heldBy,
        fields: fields.get(category) ?? [],
        assurance: levelNeededFor(category, settings.assurance as AssuranceRules),
      };
    },
  );
  return {
    controller: settings.controller,
    madeAt: now.toISOString(),
    policyVersion: policy.validFrom,
    rows,
    security: securityOf(settings, language),
    assessmentFacts: assessmentFactsOf(settings, rows),
  };
}

const subjects = {
  child: {
    nb: 'Barn og elever, og deres foresatte',
    nn: 'Barn og elevar, og deira føresette',
    se: 'Mánát ja oahppit, ja sin fuolaheaddjit',
    en: 'Children and pupils, and their guardians',
  },
  staff: { nb: 'Ansatte', nn: 'Tilsette', se: 'Bargit', en: 'Staff' },
} as const;

function fieldsByCategory(): ReadonlyMap<CategoryId, readonly string[]> {
  const found = allSubgraphs.flatMap((definition) =>
    classifiedFields(schemaOf(definition as never)).map(({ type, field, category }) => ({
      category,
      place: `${definition.name}: ${type}.${field}`,
    })),
  );
  const grouped = Map.groupBy(found, ({ category }) => category);
  return new Map([...grouped].map(([category, list]) => [category, list.map(({ place }) => place)]));
}

/** What the hub does of itself, and how this one is set. */
function securityOf({ tls, proxy, database, audit }: RecordOptions['settings'], language: Language): string[] {
  const norwegian = language !== 'en';
  const say = (nb: string, en: string) => (norwegian ? nb : en);
  const line = tls
    ? say('TLS i huben', 'TLS in the hub')
    : proxy
      ? say('TLS i proxyen', 'TLS in the proxy')
      : undefined;
  return [
    say('Tilgang etter daterte regler (Cedar), felt for felt', 'Access by dated rules (Cedar), field by field'),
    say(
      `Hvert innsyn står i en hash-kjedet logg før svaret går ut; signert sjekkpunkt hvert ${audit.checkpointMinutes}. minutt`,
      `Every disclosure is on a hash-chained trail before the answer; a signed checkpoint every ${audit.checkpointMinutes} minutes`,
    ),
    say(
      'Data til andre behandlingsansvarlige er signert og forseglet til mottakeren',
      'Data to other controllers is signed and sealed to the receiver',
    ),
    say(
      'Personopplysninger på hendelsesloggen er forseglet med en nøkkel per barn',
      'Personal data on the event log is sealed under a key per child',
    ),
    ...(line ? [line] : []),
    say(`Database: ${database.kind}`, `Database: ${database.kind}`),
  ];
}

function assessmentFactsOf({ clients, peers }: RecordOptions['settings'], rows: readonly RecordRow[]) {
  const distinct = (of: readonly RecordRow[]) => new Set(of.map(({ category }) => category)).size;
  return {
    categories: distinct(rows),
    specialCategories: distinct(rows.filter(({ special }) => special)),
    fields: new Set(rows.flatMap(({ fields }) => fields)).size,
    systems: clients.map(({ name, purposes: of }) => `${name}: ${of.join(', ')}`),
    otherControllers: peers.map(({ name }) => name),
  };
}

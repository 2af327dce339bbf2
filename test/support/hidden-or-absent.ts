import { randomUUID } from 'node:crypto';
import { nationalIdCheckDigits } from '#contracts/identifiers.ts';
import type { Hub } from '#gateway/hub/start-hub.ts';
import type { Known, Question } from './every-question.ts';
import type { PersonGraph } from './person-graph.ts';

/** The same question twice: of what belongs to a child, and of what does not exist. */
export interface Pair {
  /** The field that is asked. */
  readonly field: string;
  readonly held: Question;
  readonly absent: Question;
}

/** What the graph's arguments may be given in place of a child's: as many, of the same form, and nobody's. Schools and groups stay. */
export function absentFor({ ids, texts, nationalIds }: Known): Known {
  const shared = ['School', 'Group', 'FeideGroup'];
  const nobodys = Object.entries(ids).map(([type, values]) => [
    type,
    shared.includes(type) ? values : values.map(() => randomUUID()),
  ]);
  return { ids: Object.fromEntries(nobodys), texts, nationalIds: nationalIds.map(() => nobodysNumber) };
}
const nobodysNumber = `138505996${nationalIdCheckDigits('138505996')}`;

/** Those questions that are not the same of what is held and of what is not: the others take no id of a child or of what is its own. */
export function pairsOf(ask: (known: Known) => readonly Question[], known: Known, absent: Known): readonly Pair[] {
  const others = ask(absent);
  return ask(known).flatMap((held, place) => {
    const other = others[place];
    if (!other || other.query !== held.query) throw new Error(`${held.name} is not asked alike of both`);
    return plain(held) === plain(other) ? [] : [{ field: held.name.split('(')[0] ?? '', held, absent: other }];
  });
}
const plain = ({ variables }: Question) => JSON.stringify(variables).replace(/"idempotencyKey":"[^"]*"/g, '');

export type Asking = Pick<PersonGraph, 'bytesOf'>;
const bytesOf = async (graph: Asking, { name, query, variables }: Question) => {
  const text = await graph.bytesOf(query, variables);
  if (/"code":"(INTERNAL\w*|GRAPHQL_\w+)"|may give \d+ values/.test(text)) throw new Error(`${name}: ${text}`);
  return text;
};

/** Which fields tell what is held from what is not, to somebody. */
export async function toldApart(graph: Asking, pairs: readonly Pair[]): Promise<ReadonlySet<string>> {
  const fields = new Set<string>();
  for (const { field, held, absent } of pairs)
    if (!fields.has(field) && (await bytesOf(graph, held)) !== (await bytesOf(graph, absent))) fields.add(field);
  return fields;
}

/** As `toldApart`, with both answers, for a failing test to show. */
export async function differencesIn(graph: Asking, pairs: readonly Pair[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { held, absent } of pairs) {
    const [one, other] = [await bytesOf(graph, held), await bytesOf(graph, absent)];
    if (one !== other) found.push(`${held.name}: ${one.slice(0, 300)} ≠ ${other.slice(0, 300)}`);
  }
  return found;
}

const rounds = 6;
/**
 * Which questions take another number of statements. The hub's timers can only add to a count, so that those that differ are asked
 * again, and the least of each is compared.
 */
export async function otherStatements(
  hub: Pick<Hub, 'database'>,
  graph: Asking,
  pairs: readonly Pair[],
): Promise<readonly string[]> {
  const count = async (question: Question) => {
    let sent = 0;
    const stop = hub.database.observe(() => {
      sent += 1;
    });
    await graph.bytesOf(question.query, question.variables).finally(stop);
    return sent;
  };
  const found: string[] = [];
  for (const { held, absent } of pairs) {
    let [one, other] = [await count(held), await count(absent)];
    for (let round = 1; round < rounds && one !== other; round += 1)
      [one, other] = [Math.min(one, await count(held)), Math.min(other, await count(absent))];
    if (one !== other) found.push(`${held.name}: ${one} statements, ${other} of what does not exist`);
  }
  return found;
}

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { HubError } from '#kit/errors/hub-error.ts';
import type { Mover } from '../generate/index.ts';
import { readJson, sourcesOf } from '../prepare-demo.ts';
import type { RunningDemo } from '../start-demo.ts';
import type { Graph } from './story-graph.ts';
import { announceTransfer, type FoundChild, findChild } from './story-queries.ts';
import type { Teller } from './teller.ts';

/** A child on a secret address (kode 6) does not travel this way: neither hub lets routine staff know that there is such a child. */
export async function tellOfSibling(
  demo: RunningDemo,
  receiving: Graph,
  sending: Graph,
  teller: Teller,
): Promise<void> {
  const movers = (await readJson(sourcesOf(demo.dataFolder, 'sarpsborg').movers)) as Mover[];
  const secret = movers.find(({ kind }) => kind === 'graded-6-sibling');
  if (!secret) return;
  teller.step('–', 'Not so', 'A half-sibling on a secret address (strengt fortrolig) is not carried by the hubs:');
  for (const [name, graph] of [
    ['Sarpsborg', receiving],
    ['Ringsaker', sending],
  ] as const) {
    const { pupilByNationalId } = await graph.ask<FoundChild>(findChild, { nationalId: secret.nationalId });
    if (pupilByNationalId) throw new HubError('INTERNAL', 'a child on a secret address was found');
    teller.line(`${name}'s case worker looks up the national id: the same answer as for a child that does not exist`);
  }
  const { rows } = await sql<{ id: string; unitId: string }>`select p.id, e.unit_id from school_administration.person p
    join school_administration.enrolment e on e.child_id = p.id where p.national_id = ${secret.nationalId} limit 1`.execute(
    demo.hubs.sarpsborg.database.kysely,
  );
  const [row] = rows;
  if (!row) return;
  const input = {
    idempotencyKey: randomUUID(),
    childId: row.id,
    fromOrganisation: demo.manifest.controllers.ringsaker.organisationNumber,
    unitId: row.unitId,
    startsOn: secret.startsOn,
  };
  const answer = await receiving.act(announceTransfer, input).then(
    () => 'was announced',
    (error: unknown) =>
      String(error).includes('no such child') ? 'is refused in the same words' : `failed: ${String(error)}`,
  );
  if (answer === 'was announced') throw new HubError('INTERNAL', 'a child on a secret address was announced');
  teller.line(`an attempt to announce the move, with the child's id at hand, ${answer} · folkeregisterloven § 10-4`);
  teller.line('named staff act outside the hub');
}

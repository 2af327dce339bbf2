import { z } from 'zod';
import { isIsoDate } from '#contracts/identifiers.ts';
import { transferDirections } from '#contracts/policy/transfer-policy-schema.ts';
import type { Hub } from '#gateway/hub/start-hub.ts';
import { dateInNorway } from '#kit/access/access.ts';
import type { HandedOver } from '#subgraphs/data-sharing/index.ts';

const date = z.string().refine(isIsoDate);
const handOverInput = z.object({
  /** Null: all in our kindergartens who turn six in the year that they start. */
  nationalIds: z.array(z.string()).nullable(),
  to: z.string(),
  unit: z.string().nullable(),
  startsOn: date,
  direction: z.enum(transferDirections),
  answerBy: date.nullable(),
});

/** Begins the hand-overs of a list, or of a year's first-graders. */
export async function handOver(hub: Hub, input: unknown): Promise<HandedOver> {
  const { nationalIds, answerBy, ...terms } = handOverInput.parse(input);
  const until = answerBy === null ? null : endOfDay(answerBy);
  const { schoolAdministration, dataSharing } = hub.subgraphs;
  const childIds = nationalIds
    ? await schoolAdministration.findChildren(nationalIds)
    : await schoolAdministration.expectedStarters(Number(terms.startsOn.slice(0, 4)));
  return dataSharing.handOverMany({ ...terms, childIds, answerBy: until?.toISOString() ?? null });
}

/** The moment at which a day ends in Norway, in summer or winter time. */
function endOfDay(day: string): Date {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  const inSummer = new Date(`${next}T00:00:00+02:00`);
  return dateInNorway(inSummer) === next ? inSummer : new Date(`${next}T00:00:00+01:00`);
}

import type { Mover } from '#cli/demo/generate/index.ts';
import { askFor, untilStatus } from '#test/support/journey.ts';
import { until } from '#test/support/until.ts';
import type { PortalJourney } from './portal-journey.ts';

/** A move that waits for those who decide; the questions are in the families' portal. Gives its id. */
export async function moveThatAsks(
  portal: PortalJourney,
  mover: Mover,
  categories: readonly string[],
): Promise<string> {
  const transferId = await askFor(portal, mover, ['enrolment', 'written-language-form'], categories);
  for (const category of categories) await untilStatus(portal.sending, transferId, category, 'awaiting-permission');
  await until('those who decide are asked', async () => {
    const { decisions } =
      (await untilStatus(portal.sending, transferId, categories[0] ?? '', 'awaiting-permission')) ?? {};
    return categories.every((id) => (decisions?.find(({ category }) => category === id)?.asked ?? 0) > 0);
  });
  return transferId;
}

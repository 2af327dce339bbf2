import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { pupilPlacementChanged } from '#contracts/events/school-administration.ts';
import { dataSchemaOf, type Envelope } from '#kit/events/envelope.ts';

export type PupilPlacement = z.infer<typeof pupilPlacementChanged.schema>;

/** What school-administration says of where a child is. */
export function placedPupil(placement: Partial<PupilPlacement>): Envelope<PupilPlacement> {
  const data: PupilPlacement = {
    childId: randomUUID(),
    unitIds: [],
    groupIds: [],
    level: null,
    grading: 'UNGRADED',
    active: true,
    ...placement,
  };
  return {
    specversion: '1.0',
    id: randomUUID(),
    type: pupilPlacementChanged.type,
    source: `/controllers/312000008/${pupilPlacementChanged.publisher}`,
    subject: data.childId,
    time: '2026-11-22T12:00:00.000Z',
    datacontenttype: 'application/json',
    dataschema: dataSchemaOf(pupilPlacementChanged.type),
    data,
  };
}

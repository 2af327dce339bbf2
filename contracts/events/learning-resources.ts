import { z } from 'zod';
import { defineEvent } from '#kit/events/envelope.ts';

const publisher = 'learning-resources';
const exampleResource = '4d2c6f1e-8b7a-4c3d-9e5f-0a1b2c3d4e55';
const exampleChild = '0b5f3a56-6a54-4a0c-9d0f-4f1a9a3d2c11';

export const resourceStatusChanged = defineEvent({
  type: 'resource-status-changed.v1',
  publisher,
  summary: 'The approval of a learning resource came a step further, or ended.',
  schema: z.object({
    resourceId: z.uuid(),
    status: z.enum(['PROPOSED', 'REVIEWED', 'CHECKED', 'APPROVED', 'DISTRIBUTED', 'REJECTED', 'WITHDRAWN', 'EXPIRED']),
  }),
  example: { resourceId: exampleResource, status: 'DISTRIBUTED' },
});

export const resourceAccessChanged = defineEvent({
  type: 'resource-access-changed.v1',
  publisher,
  summary: "A child's access to learning resources with personal data was granted or revoked, because it moved.",
  schema: z.object({ childId: z.uuid(), granted: z.array(z.uuid()), revoked: z.array(z.uuid()) }),
  example: { childId: exampleChild, granted: [], revoked: [exampleResource] },
});

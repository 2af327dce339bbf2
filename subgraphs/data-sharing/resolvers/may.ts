import type { Access } from '#kit/access/access.ts';
import { isHubError } from '#kit/errors/hub-error.ts';

/** Whether a deed is open to the viewer, where the answer only narrows a list. */
export const may = (access: Access, deed: string, childId?: string): Promise<boolean> =>
  access.require(deed, childId).then(
    () => true,
    (error: unknown) => {
      if (isHubError(error) && (error.code === 'FORBIDDEN' || error.code === 'NOT_FOUND')) return false;
      throw error;
    },
  );

/** Whether an id from outside can be a systemID; one that cannot is answered as one that does not exist. */
export const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);

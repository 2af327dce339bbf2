interface Post {
  readonly role: string | null;
  readonly unit?: { readonly kind: string } | null;
}

/** Leads somewhere. The hub decides what that lets one do; this is for what a page offers. */
export const isLeader = (posts: readonly Post[]): boolean => posts.some(({ role }) => role === 'SCHOOL_LEADER');

/** Works with the cases of the owner: the municipality, the county or the private owner. */
export const isCaseWorker = (posts: readonly Post[]): boolean =>
  posts.some(({ role, unit }) => role === 'ADMINISTRATOR' && unit?.kind === 'OWNER');

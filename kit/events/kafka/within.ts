/** Waits for work, but no longer than a time limit: true when it ended, also with an error. */
export async function endsWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  const ended = work.then(
    () => true as const,
    () => true as const,
  );
  return Promise.race([ended, limit]).finally(() => clearTimeout(timer));
}

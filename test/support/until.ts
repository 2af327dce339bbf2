const everyMs = 25;

/** Asks again until the answer is there: the hubs work on their own. */
export async function until<Value>(
  what: string,
  look: () => Promise<Value | undefined | null | false>,
  patienceMs = 20_000,
): Promise<Value> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const value = await look();
    if (value !== undefined && value !== null && value !== false) return value;
    if (Date.now() > end) throw new Error(`waited too long: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

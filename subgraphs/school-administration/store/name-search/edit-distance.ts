/**
 * Whether a word becomes another with at most so many letters added, left out, exchanged or swapped with their neighbour.
 * @param atMost 0 or more. It stops as soon as it is too many.
 */
export function isWithin(word: string, other: string, atMost: number): boolean {
  if (Math.abs(word.length - other.length) > atMost) return false;
  let twoBefore: number[] = [];
  let before = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let row = 1; row <= word.length; row += 1) {
    const now = [row];
    for (let place = 1; place <= other.length; place += 1) {
      const same = word[row - 1] === other[place - 1] ? 0 : 1;
      const [above = 0, diagonal = 0, left = 0] = [before[place], before[place - 1], now[place - 1]];
      const swapped = word[row - 1] === other[place - 2] && word[row - 2] === other[place - 1];
      const swap = swapped ? (twoBefore[place - 2] ?? atMost) + 1 : Number.POSITIVE_INFINITY;
      now.push(Math.min(above + 1, left + 1, diagonal + same, swap));
    }
    if (Math.min(...now) > atMost) return false;
    [twoBefore, before] = [before, now];
  }
  return (before[other.length] ?? Number.POSITIVE_INFINITY) <= atMost;
}

/** How many letters may be wrong in a word of this length: none in the shortest, where every word would be near every other. */
export const mistakesIn = (length: number): number => (length < 4 ? 0 : length < 8 ? 1 : 2);

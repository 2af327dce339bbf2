/** One figure of a benchmark, and whether it keeps its goal. */
export interface BenchLine {
  readonly ok: boolean;
  readonly text: string;
}

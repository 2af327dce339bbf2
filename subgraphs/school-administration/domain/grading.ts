import type { Grading } from '#contracts/ports.ts';

const order: readonly Grading[] = ['UNGRADED', 'CONFIDENTIAL', 'STRICTLY_CONFIDENTIAL'];

/** The strictest of the marks in force (folkeregisterloven § 10-4): a mark by staff and one by the register hold side by side. */
export const strictest = (gradings: readonly Grading[]): Grading =>
  order[Math.max(0, ...gradings.map((grading) => order.indexOf(grading)))] ?? 'STRICTLY_CONFIDENTIAL';

import type { CompetenceAim } from '../../domain/competence-aim.ts';
import { assembleAims } from './assemble-aims.ts';
import type { GrepFinding, GrepSource } from './grep-finding.ts';
import { type GrepElement, readElement } from './read-element.ts';

export interface GrepReading {
  readonly aims: readonly CompetenceAim[];
  readonly findings: readonly GrepFinding[];
  /** Elements read that the catalogue does not need, by Grep's type. */
  readonly ignored: Readonly<Record<string, number>>;
}

/** Reads competence aims (kompetansemål) from Grep's JSON: a document is one element or a list. Findings instead of crashes. */
export async function readGrep(source: GrepSource): Promise<GrepReading> {
  const elements: GrepElement[] = [];
  const findings: GrepFinding[] = [];
  const ignored: Record<string, number> = {};
  for await (const document of source) {
    if (document.finding) {
      findings.push(document.finding);
      continue;
    }
    const parts: readonly unknown[] = Array.isArray(document.json) ? document.json : [document.json];
    for (const part of parts) {
      const element = readElement(part, (what, done) => findings.push({ where: document.where, what, done }));
      if (element?.kind === 'other') ignored[element.type] = (ignored[element.type] ?? 0) + 1;
      else if (element) elements.push(element);
    }
  }
  const aims = assembleAims(elements, (where, what, done) => findings.push({ where, what, done }));
  return { aims, findings, ignored };
}

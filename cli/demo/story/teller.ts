import type { StoryDecision } from './story-queries.ts';

/** Tells the story line by line, each step with the time since the move began. */
export interface Teller {
  step(number: number | '–', title: string, text: string): void;
  line(text: string): void;
  note(text: string): void;
}

export function createTeller(print: (line: string) => void): Teller {
  const started = performance.now();
  const clock = () => `${((performance.now() - started) / 1000).toFixed(1)} s`.padStart(7);
  return {
    step: (number, title, text) => print(`${clock()}  ${number} ${title.padEnd(10)} ${text}`),
    line: (text) => print(`             · ${text}`),
    note: (text) => print(`               (${text})`),
  };
}

const outcomes: Readonly<Record<string, string>> = {
  FOLLOWS: 'follows',
  NEEDS_PERMISSION: 'needs permission',
  BY_HAND: 'by hand',
  WITHHELD: 'withheld',
  COLLECTED_ANEW: 'collected anew',
  DOCUMENTS_TO_PARENTS: 'documents to the parents',
};

/** One decided category in a line: outcome, what, extra conditions, paragraph. */
export function decisionLine(decision: StoryDecision): string {
  const extras = [
    decision.byHand && decision.outcome !== 'BY_HAND' ? 'and a person looks first' : '',
    decision.asHistory ? 'as history' : '',
  ].filter(Boolean);
  const outcome = outcomes[decision.outcome ?? ''] ?? decision.status;
  return `${outcome.padEnd(16)} ${decision.label}${extras.length > 0 ? ` (${extras.join(', ')})` : ''} · ${decision.citation}`;
}

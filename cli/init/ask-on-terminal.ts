import { confirm, input, password, select } from '@inquirer/prompts';
import type { Question } from './answers.ts';

/** Asks a person at the terminal, again until the answer can be used. */
export function askOnTerminal(
  question: Question,
  proposal: unknown,
  check: (answer: unknown) => true | string,
): Promise<unknown> {
  const { message, choices } = question;
  if (choices)
    return select({ message, choices: [...choices], ...(typeof proposal === 'string' ? { default: proposal } : {}) });
  if (question.key === 'realDataInFolder') return confirm({ message, default: false });
  if (question.secret) return password({ message, mask: '*', validate: (text) => check(text) });
  return input({
    message,
    ...(proposal === undefined ? {} : { default: String(proposal) }),
    validate: (text) => check(text),
  });
}

import { HubError } from '#kit/errors/hub-error.ts';
import { type Answers, flagOf, type Question } from './answers.ts';

export interface CollectOptions {
  /** What flags and the answers file say. */
  readonly given: Answers;
  /** Take what is proposed where nothing is given. */
  readonly yes: boolean;
  /** Asks a person; undefined where there is none. */
  readonly ask:
    | ((question: Question, proposal: unknown, check: (text: unknown) => true | string) => Promise<unknown>)
    | undefined;
}

/**
 * Finds the answer to every question: given, asked for, or proposed. All that is wrong or missing is told at once, with its flag.
 *
 * @throws BAD_INPUT
 */
export async function collectAnswers(
  questions: readonly Question[],
  { given, yes, ask }: CollectOptions,
): Promise<Answers> {
  const unknown = Object.keys(given).filter((key) => !questions.some((question) => question.key === key));
  const problems = unknown.map((key) => `  ${key}: is not asked for`);
  const answers: Record<string, unknown> = {};
  for (const question of questions) {
    if (question.when && !question.when(answers)) {
      if (given[question.key] !== undefined) problems.push(`  ${question.key}: does not go with the other answers`);
      continue;
    }
    const proposal = question.fallback?.(answers);
    const check = checkOf(question);
    let answer = blank(given[question.key]);
    if (answer === undefined && ask && !(yes && proposal !== undefined))
      answer = blank(await ask(question, proposal, check));
    answer ??= proposal;
    if (answer === undefined) {
      if (!question.optional) problems.push(`  ${question.key} (${flagOf(question)}): is missing. ${question.message}`);
      continue;
    }
    const verdict = check(answer);
    if (verdict === true) answers[question.key] = question.schema.parse(answer);
    else
      problems.push(
        `  ${question.key} (${flagOf(question)}): ${verdict}${question.secret ? '' : `; it is ${JSON.stringify(answer)}`}`,
      );
  }
  if (problems.length === 0) return answers;
  const count = problems.length === 1 ? '1 answer is' : `${problems.length} answers are`;
  throw new HubError('BAD_INPUT', `${count} wrong or missing; nothing was written:\n${problems.join('\n')}`);
}

const blank = (value: unknown): unknown => (value === '' || value === null ? undefined : value);

const checkOf =
  (question: Question) =>
  (answer: unknown): true | string => {
    if (blank(answer) === undefined && question.optional) return true;
    const read = question.schema.safeParse(answer);
    if (read.success) return true;
    if (question.choices) return `must be ${question.choices.map(({ value }) => value).join(' or ')}`;
    return read.error.issues[0]?.message ?? 'is wrong';
  };

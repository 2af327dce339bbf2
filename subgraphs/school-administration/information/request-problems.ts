import { refuse, type UserError } from '../domain/user-error.ts';

const mostWaiting = 10;
const longest = { question: 2_000, answer: 4_000 } as const;

const textProblems = (text: string, field: keyof typeof longest | 'reason'): UserError[] => {
  const most = field === 'question' ? longest.question : longest.answer;
  return text.trim().length < 3 || text.length > most
    ? [refuse('TEXT_LENGTH', `Write something, and at most ${most} characters.`, field)]
    : [];
};

/** Why a request is refused; it depends on no child. `waiting`: how many of the person's own wait already. */
export const askProblems = (input: { readonly question: string }, waiting: number): UserError[] =>
  waiting >= mostWaiting
    ? [refuse('TOO_MANY_WAITING', `${mostWaiting} of your requests wait for an answer: wait for one of them first.`)]
    : textProblems(input.question, 'question');

/** Why an answer is refused; `givable`: what the policy lets the one who asked be given. */
export function answerProblems(
  input: { readonly answer: string; readonly categories: readonly string[] },
  givable: readonly string[],
): UserError[] {
  if (givable.length === 0)
    return [
      refuse(
        'MUST_NOT_BE_TOLD',
        'The one who asked must not learn of the child here. When the time is out they get the same answer as about a child who is not here.',
        'requestId',
      ),
    ];
  const not = input.categories.filter((category) => !givable.includes(category));
  return [
    ...textProblems(input.answer, 'answer'),
    ...(not.length > 0 ? [refuse('NOT_GIVABLE', `This cannot be given: ${not.join(', ')}.`, 'categories')] : []),
  ];
}

export function refusalProblems(input: { readonly reason: string }, givable: readonly string[]): UserError[] {
  const [problem] = answerProblems({ answer: 'none', categories: [] }, givable);
  return problem ? [problem] : textProblems(input.reason, 'reason');
}

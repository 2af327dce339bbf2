import { SendMessage } from '../../graph/operations.generated.ts';
import type { YourDataQuery } from '../../graph/types.generated.ts';
import { type Outcome, useDeed } from '../../graph/use-deed.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { type Teacher, teachersOf } from '../messages/teachers.ts';

export type CorrectableChild = NonNullable<YourDataQuery['pupil']>;

/** What is wrong, and what would be right, in the family's words. */
export interface Correction {
  readonly wrong: string;
  readonly right: string;
}

export interface AskToCorrect {
  /** Those who will read it; empty when nobody can be asked here. */
  readonly readers: readonly Teacher[];
  ask(correction: Correction): Promise<Outcome<unknown>>;
  readonly acting: boolean;
}

/** Asks the school to correct what it holds (GDPR art. 16): a message to the child's contact teachers, else to all who teach it. */
export function useAskToCorrect(child: CorrectableChild): AskToCorrect {
  const { t } = useSpeech();
  const { act, acting } = useDeed(SendMessage);
  const teachers = teachersOf(child.teachers ?? []);
  const contacts = teachers.filter(({ contact }) => contact);
  const readers = contacts.length > 0 ? contacts : teachers;
  const unitId = child.units?.[0]?.id;
  const ask = ({ wrong, right }: Correction) =>
    act({
      childId: child.id,
      subject: t('yourData.correct.subject'),
      text: `${t('yourData.correct.wrong')}\n${wrong}\n\n${t('yourData.correct.right')}\n${right}`,
      to: readers.map(({ id }) => id),
      caseDocument: false,
      ...(unitId ? { unitId } : {}),
    });
  return { readers, ask, acting };
}

import { everyAiUse, everyPriceModel, everyResourceKind } from '../../graph/enum-values.generated.ts';
import type { AiUse, PriceModel, ResourceKind } from '../../graph/types.generated.ts';
import { useSpeech } from '../../language/language-context.tsx';
import { RadioField, SelectField } from '../form/fields.tsx';

const questions = ['processesPersonalData', 'resale', 'feideLogin'] as const;

/** What is answered so far. Nothing is answered beforehand: an answer that nobody gave would pass for knowledge. */
export interface Answers {
  readonly kind?: ResourceKind;
  readonly priceModel?: PriceModel;
  readonly ai?: AiUse;
  readonly processesPersonalData?: boolean;
  readonly resale?: boolean;
  readonly feideLogin?: boolean;
}

/** The answers when all are given; else undefined. */
export const answersFrom = (answers: Answers): Required<Answers> | undefined => {
  const { kind, priceModel, ai, processesPersonalData, resale, feideLogin } = answers;
  if (!kind || !priceModel || !ai) return undefined;
  if (processesPersonalData === undefined || resale === undefined || feideLogin === undefined) return undefined;
  return { kind, priceModel, ai, processesPersonalData, resale, feideLogin };
};

interface ProposalAnswersProps {
  readonly answers: Answers;
  readonly onChange: (answers: Answers) => void;
}

export function ProposalAnswers({ answers, onChange }: ProposalAnswersProps) {
  const { t } = useSpeech();
  const choose = { value: '', label: t('propose.choose') };
  const yesNo = [
    { value: 'true', label: t('propose.yes') },
    { value: 'false', label: t('propose.no') },
  ];
  const set = (changes: Partial<Record<keyof Answers, string | boolean>>) => {
    const kept = Object.entries({ ...answers, ...changes }).filter(([, value]) => value !== '');
    onChange(Object.fromEntries(kept) as Answers);
  };
  return (
    <>
      <div className="side-by-side">
        <SelectField
          label={t('propose.kind')}
          value={answers.kind ?? ''}
          choices={[choose, ...everyResourceKind.map((value) => ({ value, label: t(`resourceKind.${value}`) }))]}
          onChange={(kind) => set({ kind })}
        />
        <SelectField
          label={t('propose.priceModel')}
          value={answers.priceModel ?? ''}
          choices={[choose, ...everyPriceModel.map((value) => ({ value, label: t(`priceModel.${value}`) }))]}
          onChange={(priceModel) => set({ priceModel })}
        />
        <SelectField
          label={t('propose.ai')}
          value={answers.ai ?? ''}
          choices={[choose, ...everyAiUse.map((value) => ({ value, label: t(`aiUse.${value}`) }))]}
          onChange={(ai) => set({ ai })}
        />
      </div>
      {questions.map((question) => (
        <RadioField
          key={question}
          label={t(`propose.${question}`)}
          value={String(answers[question] ?? '')}
          choices={yesNo}
          onChange={(value) => set({ [question]: value === 'true' })}
        />
      ))}
    </>
  );
}

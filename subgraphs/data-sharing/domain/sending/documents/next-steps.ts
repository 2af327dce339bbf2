import { categoriesAt, isAnswered, type SendingState } from '../state.ts';

/** What the hub itself does next for a move abroad, beside what it does for every transfer. */
export interface DocumentStep {
  readonly step: 'make-document';
}

/** There is one document: everything that a named person must look at first is waited for before any of it is gathered. */
export const mayGatherDocument = (state: SendingState): boolean =>
  state.form !== 'documents' || categoriesAt(state, 'awaiting-release').length === 0;

export function nextDocumentSteps(state: SendingState): readonly DocumentStep[] {
  if (state.form !== 'documents' || state.phase !== 'decided' || !mayGatherDocument(state)) return [];
  const gathered = categoriesAt(state, 'ready').length === 0 && categoriesAt(state, 'sealed').length > 0;
  return gathered ? [{ step: 'make-document' }] : [];
}

export interface DocumentWait {
  readonly what: 'hold' | 'last-day' | 'somebody-to-get-it';
  readonly why: string;
  readonly until?: string;
}

export function documentsWaitFor(state: SendingState): readonly DocumentWait[] {
  const { abroad, phase } = state;
  if (!abroad) return [];
  if (phase === 'matched')
    return [{ what: 'hold', why: 'It is held, so that it can be corrected', until: abroad.holdUntil }];
  const waits: DocumentWait[] = [];
  if (abroad.document && abroad.given === 0 && (phase === 'decided' || phase === 'closed'))
    waits.push({ what: 'somebody-to-get-it', why: 'Nobody who decides for the child has got the document yet' });
  if (isAnswered(state)) waits.push({ what: 'last-day', why: 'It is closed when the child’s last day here is over' });
  return waits;
}

import { isUnchanged } from '../../domain/archive-document.ts';
import { type JournalEntry, numberEntry } from '../../domain/journal-entry.ts';
import { noNumbers, type Series, takeNumber } from '../../domain/numbering.ts';
import { type CaseNumber, numberRecord, type PupilRecord } from '../../domain/pupil-record.ts';
import { readArkivmelding } from '../arkivmelding/arkivmelding.ts';
import type { Validate } from '../arkivmelding/validate.ts';
import { writeFeilmelding } from './feilmelding.ts';
import { type FiksMessage, type FiksTransport, messageTypes } from './fiks-message.ts';
import { writeKvittering } from './kvittering.ts';
import { readSok, writeSearchResult } from './sok.ts';

export interface InMemoryFiksArchive {
  /** The hub's end of the line. */
  readonly transport: FiksTransport;
  readonly records: ReadonlyMap<string, PupilRecord>;
  /** Entries by `sourceKey`, in the order they came. */
  readonly entries: ReadonlyMap<string, JournalEntry>;
  /** The types of all messages in the order they were sent, either way. */
  readonly conversation: readonly string[];
  /** What goes wrong, until it is set back. */
  readonly faults: { loseAnswers: boolean; answerTwice: boolean; down: boolean };
}

/** An archive that lives in memory and speaks Fiks Arkiv: it checks what it gets, numbers it, keeps it and answers. */
export function createInMemoryFiksArchive(settings: {
  readonly newId: () => string;
  readonly validate?: Validate;
}): InMemoryFiksArchive {
  const { newId, validate } = settings;
  const records = new Map<string, PupilRecord>();
  const entries = new Map<string, JournalEntry>();
  const handlers = new Set<(message: FiksMessage) => void>();
  const conversation: string[] = [];
  const faults = { loseAnswers: false, answerTwice: false, down: false };
  let counters = noNumbers;

  const take = (series: Series) => {
    const taken = takeNumber(counters, series);
    counters = taken.counters;
    return taken.number;
  };

  const answer = (question: FiksMessage, type: string, payload?: string) => {
    if (faults.loseAnswers) return;
    conversation.push(type);
    const message = { id: newId(), type, replyTo: question.id, files: new Map(), ...(payload ? { payload } : {}) };
    for (const handler of handlers) {
      handler(message);
      if (faults.answerTwice) handler(message);
    }
  };

  const openedRecord = (
    message: ReturnType<typeof readArkivmelding>,
  ): { record: PupilRecord; caseNumber: CaseNumber; existed: boolean } => {
    const had = records.get(message.childId);
    if (had?.caseNumber) return { record: had, caseNumber: had.caseNumber, existed: true };
    if (!message.record) throw new Error('no such mappe');
    const year = Number(message.record.caseDate.slice(0, 4));
    const caseNumber = { year, sequence: take(`case/${year}`) };
    const record = numberRecord({ ...message.record, systemId: newId() }, caseNumber);
    records.set(message.childId, record);
    return { record, caseNumber, existed: false };
  };

  const keptEntry = (entry: JournalEntry, caseNumber: CaseNumber, record: PupilRecord) => {
    const had = entries.get(entry.sourceKey);
    if (had) return { entry: had, existed: true };
    const year = Number(entry.journalDate.slice(0, 4));
    const number = { year, sequence: take(`journal/${year}`), entryInCase: take(`entry/${record.systemId}`) };
    const kept = numberEntry({ ...entry, systemId: newId() }, caseNumber, number);
    entries.set(entry.sourceKey, kept);
    return { entry: kept, existed: false };
  };

  function archive(question: FiksMessage, xml: string) {
    const message = readArkivmelding(xml);
    const documents = message.entry?.documents ?? [];
    if (message.fileCount !== question.files.size)
      throw new Error(`antallFiler is ${message.fileCount}, files are ${question.files.size}`);
    for (const document of documents) {
      const content = question.files.get(document.fileReference);
      if (!content || !isUnchanged(document, content))
        throw new Error(`file ${document.number} is missing or its sjekksum is another`);
    }
    answer(question, messageTypes.mottatt);
    const { record, caseNumber, existed } = openedRecord(message);
    const kept = message.entry && keptEntry(message.entry, caseNumber, record);
    const payload = writeKvittering({
      ...(message.record
        ? { record: { systemId: record.systemId, childId: record.childId, caseNumber, existed } }
        : {}),
      ...(kept
        ? {
            entry: {
              systemId: kept.entry.systemId,
              sourceKey: kept.entry.sourceKey,
              ...(kept.entry.registrationId ? { registrationId: kept.entry.registrationId } : {}),
              ...(kept.entry.number ? { number: kept.entry.number } : {}),
              existed: kept.existed,
              documents: kept.entry.documents.map(({ number, systemId }) => ({ number, systemId })),
            },
          }
        : {}),
    });
    answer(question, messageTypes.kvittering, payload);
  }

  function search(question: FiksMessage, xml: string) {
    const { childId, take: limit, skip } = readSok(xml);
    const found = [...records.values()].filter((record) => record.childId === childId);
    const page = found
      .slice(skip, skip + limit)
      .map(({ systemId, caseNumber }) => ({ systemId, childId, ...(caseNumber ? { caseNumber } : {}) }));
    answer(
      question,
      messageTypes.sokResultatNoekler,
      writeSearchResult({ count: found.length, take: limit, skip, records: page }),
    );
  }

  function handle(question: FiksMessage) {
    if (faults.down)
      return answer(
        question,
        messageTypes.serverfeil,
        writeFeilmelding('serverfeil', { id: newId(), message: 'down' }),
      );
    const xml = question.payload ?? '';
    try {
      const schema = question.type === messageTypes.sok ? 'sok' : 'opprett';
      const [broken] = validate?.(schema, xml) ?? [];
      if (broken) throw new Error(broken.problem);
      if (question.type === messageTypes.sok) search(question, xml);
      else archive(question, xml);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      answer(
        question,
        messageTypes.ugyldigforespoersel,
        writeFeilmelding('ugyldigforespoersel', { id: newId(), message }),
      );
    }
  }

  return {
    records,
    entries,
    conversation,
    faults,
    transport: {
      async send(message) {
        conversation.push(message.type);
        // Messages are carried, not called: the answer comes when the sender has let go.
        queueMicrotask(() => handle(message));
      },
      receive(handler) {
        handlers.add(handler);
        return () => handlers.delete(handler);
      },
    },
  };
}

import type { JournalNumber } from '../../domain/journal-entry.ts';
import type { CaseNumber } from '../../domain/pupil-record.ts';
import { keyElement, readKey } from '../arkivmelding/code-elements.ts';
import { namespaces, rootAttributes } from '../arkivmelding/namespaces.ts';
import { type ElementReader, rootReader } from '../xml/element-reader.ts';
import { element, writeXml } from '../xml/write-xml.ts';

/** Why an archive did not take a part of a message. */
export interface Failure {
  readonly id: string;
  readonly message: string;
}

export interface RecordReceipt {
  readonly systemId: string;
  readonly childId?: string;
  readonly caseNumber?: CaseNumber;
  /** The archive had it already (opprettetEllerEksisterende = Eksisterende). */
  readonly existed: boolean;
}

export interface EntryReceipt {
  readonly systemId: string;
  readonly sourceKey?: string;
  readonly registrationId?: string;
  readonly number?: JournalNumber;
  readonly existed: boolean;
  /** The archive's ids of the documents, by dokumentnummer. */
  readonly documents: readonly { readonly number: number; readonly systemId: string }[];
}

/** `arkivmelding.opprett.kvittering`: for record and entry either a receipt or a failure, as far as the message had them. */
export interface Kvittering {
  readonly record?: RecordReceipt;
  readonly recordFailure?: Failure;
  readonly entry?: EntryReceipt;
  readonly entryFailure?: Failure;
}

const failureElement = (name: string, failure: Failure | undefined) =>
  failure && element(name, [element('fm:feilId', failure.id), element('fm:feilmelding', failure.message)]);

/** Writes the receipt, as the in-memory archive does. */
export const writeKvittering = ({ record, entry, recordFailure, entryFailure }: Kvittering): string =>
  writeXml({
    name: 'arkivmeldingKvittering',
    attributes: { ...rootAttributes(namespaces.kvittering), 'xmlns:fm': namespaces.feilmelding },
    children: [
      record &&
        element(
          'mappeKvittering',
          [
            element('systemID', record.systemId),
            record.childId ? keyElement(record.childId) : undefined,
            element('opprettetEllerEksisterende', record.existed ? 'Eksisterende' : 'Opprettet'),
            element('saksaar', record.caseNumber?.year),
            element('sakssekvensnummer', record.caseNumber?.sequence),
          ],
          { 'xsi:type': 'saksmappeKvittering' },
        ),
      failureElement('mappeFeilet', recordFailure),
      entry &&
        element(
          'registreringKvittering',
          [
            element('systemID', entry.systemId),
            ...entry.documents.map((one) =>
              element('dokumentbeskrivelseKvittering', [
                element('systemID', one.systemId),
                element('dokumentnummer', one.number),
              ]),
            ),
            element('registreringsID', entry.registrationId),
            entry.sourceKey ? keyElement(entry.sourceKey) : undefined,
            element('opprettetEllerEksisterende', entry.existed ? 'Eksisterende' : 'Opprettet'),
            element('journalaar', entry.number?.year),
            element('journalsekvensnummer', entry.number?.sequence),
            element('journalpostnummer', entry.number?.entryInCase),
          ],
          { 'xsi:type': 'journalpostKvittering' },
        ),
      failureElement('registreringFeilet', entryFailure),
    ].filter((child) => child !== undefined),
  });

/** Reads a receipt. What an archive may leave out is absent; the caller decides whether it can do without. */
export function readKvittering(xml: string): Kvittering {
  const reader = rootReader(xml, 'arkivmeldingKvittering', namespaces.kvittering);
  const record = reader.optional('mappeKvittering');
  const entry = reader.optional('registreringKvittering');
  const recordFailure = reader.optional('mappeFeilet');
  const entryFailure = reader.optional('registreringFeilet');
  return {
    ...(record ? { record: readRecordReceipt(record) } : {}),
    ...(entry ? { entry: readEntryReceipt(entry) } : {}),
    ...(recordFailure ? { recordFailure: readFailure(recordFailure) } : {}),
    ...(entryFailure ? { entryFailure: readFailure(entryFailure) } : {}),
  };
}

export const readFailure = (reader: ElementReader): Failure => ({
  id: reader.requiredText('feilId'),
  message: reader.required('feilmelding').content,
});

const existed = (reader: ElementReader) => reader.requiredText('opprettetEllerEksisterende') === 'Eksisterende';

function readRecordReceipt(reader: ElementReader): RecordReceipt {
  const childId = readKey(reader);
  const year = reader.integer('saksaar');
  const sequence = reader.integer('sakssekvensnummer');
  return {
    systemId: reader.requiredText('systemID'),
    ...(childId ? { childId } : {}),
    ...(year !== undefined && sequence !== undefined ? { caseNumber: { year, sequence } } : {}),
    existed: existed(reader),
  };
}

function readEntryReceipt(reader: ElementReader): EntryReceipt {
  const sourceKey = readKey(reader);
  const registrationId = reader.text('registreringsID');
  const year = reader.integer('journalaar');
  const sequence = reader.integer('journalsekvensnummer');
  const entryInCase = reader.integer('journalpostnummer');
  const numbered = year !== undefined && sequence !== undefined && entryInCase !== undefined;
  return {
    systemId: reader.requiredText('systemID'),
    ...(sourceKey ? { sourceKey } : {}),
    ...(registrationId ? { registrationId } : {}),
    ...(numbered ? { number: { year, sequence, entryInCase } } : {}),
    existed: existed(reader),
    documents: reader.children('dokumentbeskrivelseKvittering').flatMap((one) => {
      const number = one.integer('dokumentnummer');
      return number === undefined ? [] : [{ number, systemId: one.requiredText('systemID') }];
    }),
  };
}

import { HubError } from '#kit/errors/hub-error.ts';
import { type CaseNumber, reopenRecord } from '../../domain/pupil-record.ts';
import type { Archive, ArchiveReceipt, Submission } from '../archive.ts';
import { writeArkivmelding } from '../arkivmelding/arkivmelding.ts';
import type { MessageSchema, Validate } from '../arkivmelding/validate.ts';
import { createFiksExchange, type ExchangeSettings } from './fiks-exchange.ts';
import { messageTypes } from './fiks-message.ts';
import { type Kvittering, readKvittering } from './kvittering.ts';
import { readSearchResult, writeSok } from './sok.ts';

export interface FiksArchiveSettings extends ExchangeSettings {
  /** Checks every message against its XSD before it leaves, where a folder of XSDs is configured. */
  readonly validate?: Validate;
}

/**
 * An archive of record that is reached by Fiks Arkiv's messages: sok → sok.resultat → arkivmelding.opprett → mottatt → kvittering. The
 * archive finds what it has by our keys (referanseEksternNoekkel), so that a message sent twice archives once.
 */
export function createFiksArchive(settings: FiksArchiveSettings): Archive {
  const exchange = createFiksExchange(settings);

  const checked = (schema: MessageSchema, xml: string): string => {
    const [first] = settings.validate?.(schema, xml) ?? [];
    if (first)
      throw new HubError(
        'INTERNAL',
        `A message to the archive breaks its schema, line ${first.line}: ${first.problem}`,
      );
    return xml;
  };

  async function findRecord(childId: string): Promise<CaseNumber | undefined> {
    const payload = checked('sok', writeSok({ childId, take: 2, skip: 0 }));
    const answer = await exchange.ask(
      { type: messageTypes.sok, payload, files: new Map() },
      messageTypes.sokResultatNoekler,
    );
    const { records } = readSearchResult(answer);
    const found = records.filter((record) => record.childId === childId);
    if (found.length > 1)
      throw new HubError(
        'CONFLICT',
        'The archive has two pupil records with the same key. An archivist must join them.',
      );
    return found[0]?.caseNumber;
  }

  return {
    async submit({ record, entry, files }: Submission): Promise<ArchiveReceipt> {
      const { childId } = record;
      const known = record.caseNumber ?? (await findRecord(childId));
      // A record that is created must be open for its first entry, even if the child has left since.
      const message = known ? { childId, entry } : { childId, record: reopenRecord(record), entry };
      const payload = checked('opprett', writeArkivmelding(message));
      const answer = await exchange.ask({ type: messageTypes.opprett, payload, files }, messageTypes.kvittering);
      return readReceipt(readKvittering(answer), known);
    },
    async close() {
      exchange.close();
    },
  };
}

function readReceipt(kvittering: Kvittering, known: CaseNumber | undefined): ArchiveReceipt {
  const failure = kvittering.recordFailure ?? kvittering.entryFailure;
  if (failure)
    throw new HubError('BAD_INPUT', `The archive did not take the entry: ${failure.message}`, {
      details: { archiveErrorId: failure.id },
    });
  const caseNumber = kvittering.record?.caseNumber ?? known;
  const number = kvittering.entry?.number;
  if (!caseNumber || !number || !kvittering.entry)
    throw new HubError(
      'BROKEN_FILE',
      'The receipt of the archive lacks the case number or the journal number. Ask its supplier to give both.',
    );
  return { caseNumber, number, existed: kvittering.entry.existed };
}

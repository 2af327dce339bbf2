import { recordStatuses } from '../../domain/code-lists.ts';
import type { Classification, PupilRecord } from '../../domain/pupil-record.ts';
import type { ElementReader } from '../xml/element-reader.ts';
import { readCode, readKey, readScreening } from './code-elements.ts';

/** A `mappe` of type saksmappe that bears our key, as a pupil record. */
export function readRecord(reader: ElementReader): PupilRecord {
  if (reader.type !== 'saksmappe')
    throw reader.problem(`a pupil record is a saksmappe, this is a ${reader.type ?? 'mappe'}`);
  const childId = readKey(reader);
  if (!childId) throw reader.problem('<mappe> has no key of the hub (referanseEksternNoekkel)');
  const screening = readScreening(reader);
  if (!screening) throw reader.problem('a pupil record without screening (skjerming) is not accepted');
  const year = reader.integer('saksaar');
  const sequence = reader.integer('sakssekvensnummer');
  const closedAt = reader.instant('avsluttetDato');
  return {
    systemId: reader.requiredText('systemID'),
    childId,
    ...(year !== undefined && sequence !== undefined ? { caseNumber: { year, sequence } } : {}),
    title: reader.requiredText('tittel'),
    publicTitle: reader.requiredText('offentligTittel'),
    openedAt: reader.requiredInstant('opprettetDato'),
    openedBy: reader.requiredText('opprettetAv'),
    caseDate: reader.requiredDate('saksdato'),
    status: readCode(reader, 'saksstatus', recordStatuses),
    ...(closedAt ? { closed: { at: closedAt, by: reader.requiredText('avsluttetAv') } } : {}),
    unit: reader.required('administrativEnhet').requiredText('navn'),
    responsible: reader.required('saksansvarlig').requiredText('navn'),
    series: reader.required('arkivdel').requiredText('kode'),
    screening,
    classification: reader.children('klassifikasjon').map(readClassification),
  };
}

function readClassification(reader: ElementReader): Classification {
  const title = reader.text('tittel');
  return {
    system: reader.requiredText('klassifikasjonssystemID'),
    classId: reader.requiredText('klasseID'),
    ...(title ? { title } : {}),
    screened: reader.boolean('erSkjermet'),
  };
}

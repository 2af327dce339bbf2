import { recordStatuses } from '../../domain/code-lists.ts';
import { caseNumberText, type PupilRecord } from '../../domain/pupil-record.ts';
import { element, type XmlNode } from '../xml/write-xml.ts';
import { codeElement, keyElement, nameElement, screeningElement } from './code-elements.ts';

/** A pupil record as `mappe` of type saksmappe, in the order of the XSD. */
export const recordElement = (record: PupilRecord): XmlNode | undefined =>
  element(
    'mappe',
    [
      element('systemID', record.systemId),
      element('mappeID', record.caseNumber && caseNumberText(record.caseNumber)),
      element('tittel', record.title),
      element('offentligTittel', record.publicTitle),
      codeElement('dokumentmedium', { code: 'E', description: 'Elektronisk arkiv' }),
      element('opprettetDato', record.openedAt),
      element('opprettetAv', record.openedBy),
      element('avsluttetDato', record.closed?.at),
      element('avsluttetAv', record.closed?.by),
      element('arkivdel', [element('md:kode', record.series)]),
      screeningElement(record.screening),
      ...record.classification.map((one) =>
        element('klassifikasjon', [
          element('klassifikasjonssystemID', one.system),
          element('klasseID', one.classId),
          element('tittel', one.title),
          element('erSkjermet', one.screened),
        ]),
      ),
      keyElement(record.childId),
      codeElement('mappetype', { code: 'ELEV', description: 'Elevmappe' }),
      element('saksaar', record.caseNumber?.year),
      element('sakssekvensnummer', record.caseNumber?.sequence),
      element('saksdato', record.caseDate),
      nameElement('administrativEnhet', record.unit),
      nameElement('saksansvarlig', record.responsible),
      codeElement('saksstatus', recordStatuses[record.status]),
    ],
    { 'xsi:type': 'saksmappe' },
  );
